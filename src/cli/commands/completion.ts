import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { stepsOf } from '../../course/course.ts';
import { fullName } from '../find-step.ts';
import { readCourse } from '../load-course.ts';
import { type Cli, exit } from '../services.ts';

/** `completion SHELL` prints the shell's script; `complete -- WORDS…` is what that script calls. Completes steps and labs as well. */
export async function completion(cli: Cli, program: Command, args: readonly string[]): Promise<number> {
  const stub = program.commands.findIndex((command) => command.name() === 'completion');
  (program.commands as Command[]).splice(stub, 1);
  const root = tab(program, { completionCommandName: 'completion' });
  const course = await readCourse(cli.io, []);
  const steps = course.ok ? stepsOf(course.value) : [];
  for (const name of ['run', 'check', 'undo']) {
    const argument = root.commands.get(name)?.arguments.values().next().value;
    if (argument) {
      argument.handler = (complete) => {
        for (const step of steps) complete(step.id, step.title);
        for (const step of steps) complete(fullName(step), step.title);
      };
    }
  }
  await program.parseAsync([...args], { from: 'user' });
  return exit.good;
}
