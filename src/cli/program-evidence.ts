import { type Command, Option } from 'commander';
import type { Declare } from './declare.ts';

export function addEvidenceCommands(program: Command, { cli, help, act, whenMeant }: Declare): void {
  const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  const load = () => import('./commands/evidence.ts');
  whenMeant(program.command('evidence').description(help('cli.help.evidence')), (group) => {
    group
      .command('verify')
      .description(help('cli.help.evidence.verify'))
      .argument('<files...>', help('cli.help.argument.evidence'))
      .addOption(new Option('--key <file>', help('cli.help.option.key')).argParser(collect).default([], ''))
      .action((files, options) => act(async () => (await load()).evidenceVerify(cli, files, options)));
    group
      .command('key')
      .description(help('cli.help.evidence.key'))
      .option('--out <file>', help('cli.help.option.key-out'))
      .action((options) => act(async () => (await load()).evidenceKey(cli, options)));
  });
}
