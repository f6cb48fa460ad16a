import { Command, Option } from 'commander';
import { langs } from '../i18n/lang.ts';
import type { Declare } from './declare.ts';
import { addCourseCommands } from './program-course.ts';
import { addEvidenceCommands } from './program-evidence.ts';
import { addGradeCommands } from './program-grade.ts';
import { addLabCommands } from './program-lab.ts';
import { addSetupCommands } from './program-setup.ts';
import { addStepCommands } from './program-steps.ts';
import { repeatable } from './repeatable.ts';
import type { Cli } from './services.ts';

/** The command line, as far as `args` may mean it. `ended` receives the exit code of the command that ran. */
export function createProgram(
  cli: Cli,
  help: Declare['help'],
  version: string,
  args: readonly string[],
  ended: (code: number) => void,
): Command {
  // A command's name stands among the words of the line that means it; completion asks for all.
  const isMeant = (name: string): boolean => args.includes(name) || isCompletion(args);
  const declare: Declare = {
    cli,
    help,
    act: async (work) => ended(await work()),
    whenMeant: (command, declare) => {
      if (isMeant(command.name())) declare(command);
    },
    lab: (command) =>
      command
        .option('--lab <name>', help('cli.help.option.lab'), cli.services.defaultLab())
        // Read before anything else (main.ts); here so that it is known.
        .option('--this-machine-is-disposable', help('cli.help.option.disposable')),
    params: (command) =>
      repeatable(command, '--param <name=value>', help('cli.help.option.param')).option(
        '--student <id>',
        help('cli.help.option.student'),
      ),
    json: (command) => command.option('--json', help('cli.help.option.json')),
  };
  const langOption = (): Option =>
    new Option('--lang <lang>', help('cli.help.option.lang').replace('{languages}', langs.join(', '))).choices(langs);
  const program = new Command('bridgework')
    .description(help('cli.help.program'))
    .version(version, '-V, --version', help('cli.help.option.version'))
    .helpOption('-h, --help', help('cli.help.option.help'))
    .helpCommand('help [command]', help('cli.help.option.help'))
    .addOption(langOption())
    .configureOutput({ writeOut: (text) => cli.io.out(text), writeErr: (text) => cli.io.err(text) })
    .showSuggestionAfterError(true)
    .exitOverride();
  addLearnCommand(program, declare);
  addLabCommands(program, declare);
  addCourseCommands(program, declare);
  addStepCommands(program, declare);
  addGradeCommands(program, declare);
  addEvidenceCommands(program, declare);
  addSetupCommands(program, declare);
  // Replaced by the completion library when it is asked for; declared here for the help.
  program.command('completion').argument('<shell>', 'bash, zsh, fish').description(help('cli.help.completion'));
  // Known to every command, told about once.
  const lang = langOption().hideHelp();
  everywhere(program, (command) => command !== program && command.addOption(lang));
  return program;
}

/** The shell asks what could come next, or for the script that asks. */
export const isCompletion = ([word]: readonly string[]): boolean => word === 'complete' || word === 'completion';

/** Also what runs without a command, so that a word that is no command ends up here: it is told so, with the nearest that is one. */
function addLearnCommand(program: Command, { cli, help, act, lab, params }: Declare): void {
  const learn = program
    .command('learn', { isDefault: true })
    .description(help('cli.help.learn'))
    .usage('[options]')
    .option('--lesson <id>', help('cli.help.option.lesson'))
    .allowExcessArguments();
  params(lab(learn)).action((options, command: Command) =>
    act(async () => {
      const [word] = command.args;
      if (word === undefined) return (await import('./commands/learn.ts')).learn(cli, options);
      const names = program.commands.map((known) => known.name());
      return (await import('./commands/unknown.ts')).unknownCommand(cli, word, names);
    }),
  );
}

function everywhere(command: Command, visit: (command: Command) => unknown): void {
  visit(command);
  for (const child of command.commands) everywhere(child, visit);
}
