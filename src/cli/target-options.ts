import type { Command } from 'commander';
import type { Declare } from './declare.ts';
import { repeatable } from './repeatable.ts';

/** Where a grading looks besides labs of this machine, and what it keeps. */
export interface TargetOptions {
  readonly target: readonly string[];
  readonly inventory?: string;
  readonly evidence: readonly string[];
  /** Public keys that count for evidence, besides one's own. */
  readonly key: readonly string[];
  readonly jobs: string;
  readonly keep?: string;
  readonly resume?: boolean;
  readonly sshConfig?: string;
  readonly knownHosts?: string;
  readonly acceptNewHostKeys?: boolean;
}

export function addTargetOptions(command: Command, help: Declare['help']): void {
  repeatable(command, '--target <ssh://…>', help('cli.help.option.target'));
  command.option('--inventory <file>', help('cli.help.option.inventory'));
  repeatable(command, '--evidence <files...>', help('cli.help.option.evidence'));
  repeatable(command, '--key <file>', help('cli.help.option.key'))
    .option('--jobs <number>', help('cli.help.option.grade-jobs'), '8')
    .option('--keep <folder>', help('cli.help.option.keep'))
    .option('--resume', help('cli.help.option.resume'))
    .option('--ssh-config <file>', help('cli.help.option.ssh-config'))
    .option('--known-hosts <file>', help('cli.help.option.known-hosts'))
    .option('--accept-new-host-keys', help('cli.help.option.accept-new'));
}
