import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { stepsOf } from '../../course/course.ts';
import { readCourse } from '../load-course.ts';
import type { Cli } from '../services.ts';

/** `completion SHELL` prints the shell's script; `complete -- WORDS…` is what that script calls. Completes steps as well. */
export async function addCompletion(cli: Cli, program: Command): Promise<void> {
  const commands = program.commands as Command[];
  // The one that stands in for it in the help.
  const standIn = commands.findIndex((command) => command.name() === 'completion');
  if (standIn >= 0) commands.splice(standIn, 1);
  const root = tab(program, { completionCommandName: 'completion' });
  const course = await readCourse(cli, { param: [] });
  const steps = course.ok ? stepsOf(course.value) : [];
  for (const name of ['run', 'check', 'undo']) {
    for (const argument of root.commands.get(name)?.arguments.values() ?? []) {
      argument.handler = (complete) => {
        for (const step of steps) complete(step.id, step.title);
      };
    }
  }
  const from = root.commands.get('trace')?.arguments.get('from');
  const nodes = course.ok ? course.value.scene.nodes : [];
  if (from) {
    from.handler = (complete) => {
      for (const { name } of nodes) complete(name, '');
    };
  }
}
