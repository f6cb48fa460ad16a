import type { Text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import type { LabFailure } from '../lab/lab.ts';
import { printed } from '../text/plain.ts';
import { exit, type Io } from './services.ts';

/** An expected end of a command: words for the learner, an exit code, and the command that fixes it where there is one. */
export interface Refusal {
  readonly text: Text;
  readonly code: number;
  readonly fix?: string;
}

export const refusal = (text: Text, code: number = exit.unable): Refusal => ({ text, code });

/** A lab that is not up has an exit code of its own; anything else means that we cannot look. */
export const refusalOf = ({ code, text, fix }: LabFailure): Refusal => ({
  text,
  code: code === 'not-up' ? exit.notUp : exit.unable,
  ...(fix === undefined ? {} : { fix }),
});

/** Says it on stderr and gives the exit code. */
export function refuse(io: Io, { text, code, fix }: Refusal): number {
  io.err(`${translator(io.lang)(text)}\n`);
  if (fix !== undefined) io.err(`  ${printed(fix)}\n`);
  return code;
}
