import { randomBytes } from 'node:crypto';

export interface LineStatus {
  readonly line: string;
  readonly exitCode: number;
  /** The end of what a line that failed printed. */
  readonly output: string;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/**
 * A script that types lines, each on a terminal and in a shell of its own, as a learner does (script(1) of util-linux).
 * `onward`: also after a line that fails.
 */
export function playing(
  lines: readonly string[],
  onward: boolean,
): { readonly script: string; readonly nonce: string } {
  const nonce = randomBytes(8).toString('hex');
  const each = lines.map((line, index) =>
    [
      `out=$(script -qec ${quoted(line)} /dev/null </dev/null 2>&1); status=$?`,
      `printf '\\n%s %s %s ' ${nonce} ${index} $status; [ $status = 0 ] || printf %s "$out" | tr '\\r\\n' '  ' | tail -c 200`,
      onward ? '' : '[ $status = 0 ] || exit 0',
    ].join('\n'),
  );
  return { script: `${each.join('\n')}\n`, nonce };
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
