import type { Command } from 'commander';
import type { Declare } from './declare.ts';

/** What is put on this machine, and taken away again. */
export function addSetupCommands(program: Command, { cli, help, act, whenMeant }: Declare): void {
  whenMeant(program.command('setup').description(help('cli.help.setup')), (command) =>
    command
      .option('--yes', help('cli.help.option.yes'))
      .option('--list', help('cli.help.option.setup-list'))
      .option('--user <name>', help('cli.help.option.user'))
      .action((options) => act(async () => (await import('./commands/setup.ts')).setup(cli, options))),
  );
  whenMeant(program.command('remove').description(help('cli.help.remove')), (command) =>
    command
      .option('--yes', help('cli.help.option.yes'))
      .option('--with-evidence', help('cli.help.option.with-evidence'))
      .action((options) => act(async () => (await import('./commands/remove.ts')).remove(cli, options))),
  );
}
