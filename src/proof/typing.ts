import { randomBytes } from 'node:crypto';
import { scriptBeside } from '../shell/script.ts';
import { quote } from '../text/quote.ts';

export interface LineStatus {
  readonly line: string;
  readonly exitCode: number;
  /** The end of what a line that failed printed. */
  readonly output: string;
}

/** Each line on a terminal and in a shell of its own, as a learner types it (script(1) of util-linux). */
const onTerminal = (line: string): string => `script -qec ${quote(line)} /dev/null </dev/null`;

/** In this shell, without a terminal: for what only has to be there before something is tried. */
const inThisShell = (line: string): string => `eval ${quote(line)} </dev/null`;

const remembering = scriptBeside(import.meta.url, './remember.sh');

export interface Typing {
  /** Lines that only prepare; default: none. */
  prepares?(line: string): boolean;
  /** Also after a line that fails. */
  readonly onward: boolean;
}

/** A script that types lines; what it prints is read with `statusesIn`. */
export function playing(
  lines: readonly string[],
  { prepares = () => false, onward }: Typing,
): { readonly script: string; readonly nonce: string } {
  const nonce = randomBytes(8).toString('hex');
  const each = lines.map((line, index) =>
    [
      `out=$(${prepares(line) ? inThisShell(line) : `forget; ${onTerminal(line)}`} 2>&1); status=$?`,
      `printf '\\n%s %s %s ' ${nonce} ${index} $status; [ $status = 0 ] || printf %s "$out" | tr '\\r\\n' '  ' | tail -c 200`,
      onward ? '' : '[ $status = 0 ] || exit 0',
    ].join('\n'),
  );
  return { script: `${remembering}${each.join('\n')}\n`, nonce };
}

/** Of every line that was typed. */
export function statusesIn(stdout: string, nonce: string, lines: readonly string[]): readonly LineStatus[] {
  return stdout.split('\n').flatMap((row) => {
    const [mark, index, exitCode, ...output] = row.split(' ');
    const line = lines[Number(index)];
    return mark === nonce && line !== undefined
      ? [{ line, exitCode: Number(exitCode), output: output.join(' ').trim() }]
      : [];
  });
}
