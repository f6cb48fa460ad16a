import { text } from '../../i18n/text.ts';
import { nearest } from '../nearest.ts';
import { refusal, refuse } from '../refuse.ts';
import type { Cli } from '../services.ts';

/** A word that is no command. */
export function unknownCommand({ io }: Cli, word: string, commands: readonly string[]): number {
  const command = word.slice(0, 60);
  const best = nearest(command, commands);
  return refuse(
    io,
    refusal(
      best === undefined
        ? text('cli.unknown-command', { command })
        : text('cli.unknown-command-nearest', { command, nearest: best }),
    ),
  );
}
