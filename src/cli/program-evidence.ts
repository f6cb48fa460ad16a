import type { Command } from 'commander';
import type { Declare } from './declare.ts';
import { repeatable } from './repeatable.ts';

export function addEvidenceCommands(program: Command, { cli, help, act, whenMeant }: Declare): void {
  const load = () => import('./commands/evidence.ts');
  whenMeant(program.command('evidence').description(help('cli.help.evidence')), (group) => {
    const verify = group
      .command('verify')
      .description(help('cli.help.evidence.verify'))
      .argument('<files...>', help('cli.help.argument.evidence'));
    repeatable(verify, '--key <file>', help('cli.help.option.key')).action((files, options) =>
      act(async () => (await load()).evidenceVerify(cli, files, options)),
    );
    group
      .command('allow')
      .description(help('cli.help.evidence.allow'))
      .argument('<file>', help('cli.help.argument.evidence'))
      .requiredOption('--check <id>', help('cli.help.option.allow-check'))
      .requiredOption('--reason <words>', help('cli.help.option.allow-reason'))
      .action((file, options) => act(async () => (await load()).evidenceAllow(cli, file, options)));
    group
      .command('key')
      .description(help('cli.help.evidence.key'))
      .option('--out <file>', help('cli.help.option.key-out'))
      .action((options) => act(async () => (await load()).evidenceKey(cli, options)));
  });
}
