import type { Command } from 'commander';
import type { Declare } from './declare.ts';
import { repeatable } from './repeatable.ts';

export function addTargetOptions(command: Command, help: Declare['help']): void {
  repeatable(command, '--target <ssh://…>', help('cli.help.option.target'));
  command.option('--inventory <file>', help('cli.help.option.inventory'));
  repeatable(command, '--evidence <files...>', help('cli.help.option.evidence'));
  repeatable(command, '--rerun <files...>', help('cli.help.option.rerun'));
  repeatable(command, '--key <file>', help('cli.help.option.key'))
    .option('--jobs <number>', help('cli.help.option.grade-jobs'), '8')
    .option('--keep <folder>', help('cli.help.option.keep'))
    .option('--resume', help('cli.help.option.resume'))
    .option('--ssh-config <file>', help('cli.help.option.ssh-config'))
    .option('--known-hosts <file>', help('cli.help.option.known-hosts'))
    .option('--accept-new-host-keys', help('cli.help.option.accept-new'));
}
