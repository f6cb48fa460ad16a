import type { Command } from 'commander';
import type { Declare } from './declare.ts';

export function addLabCommands(program: Command, { cli, help, act, whenMeant, lab, params, json }: Declare): void {
  const load = () => import('./commands/lab.ts');

  whenMeant(program.command('lab').description(help('cli.help.lab')), (group) => {
    params(json(lab(group.command('up').description(help('cli.help.lab.up'))))).action((options) =>
      act(async () => (await load()).labUp(cli, options)),
    );
    json(lab(group.command('down').description(help('cli.help.lab.down')))).action((options) =>
      act(async () => (await load()).labDown(cli, options)),
    );
    json(lab(group.command('status').description(help('cli.help.lab.status')))).action((options) =>
      act(async () => (await load()).labStatus(cli, options)),
    );
    json(group.command('list').description(help('cli.help.lab.list'))).action((options) =>
      act(async () => (await load()).labList(cli, options)),
    );
    group
      .command('image')
      .description(help('cli.help.lab.image'))
      .action(() => act(async () => (await load()).labImage(cli)));
    lab(group.command('shell').description(help('cli.help.lab.shell')))
      .option('--node <node>', help('cli.help.option.node'), 'host')
      .action((options) => act(async () => (await load()).labEnter(cli, options)));
    lab(group.command('exec').description(help('cli.help.lab.exec')))
      .option('--node <node>', help('cli.help.option.node'), 'host')
      .argument('<command...>', help('cli.help.argument.command'))
      .action((command, options) => act(async () => (await load()).labEnter(cli, options, command)));
  });
}
