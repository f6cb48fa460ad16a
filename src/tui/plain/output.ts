import type { State } from '../model/state.ts';
import { printedRows } from '../text/terminal.ts';

/**
 * Prints a running line's output row by row: a row is printed once the command has gone on to the next one, so that
 * progress bars end as one row. Without a terminal that can move its cursor, printed is printed.
 */
export function outputPrinter(write: (line: string) => void): {
  readonly follow: (state: State, step: string, index: number, ended: boolean) => void;
} {
  let done = 0;
  let current = '';
  return {
    follow(state, step, index, ended) {
      const line = state.runs[step]?.lines[index];
      if (!line) return;
      const key = `${step} ${index}`;
      if (key !== current) {
        current = key;
        done = 0;
      }
      const { printed } = line;
      const rows = printedRows(printed);
      const end = printed.dropped + (ended ? rows.length : Math.min(printed.row, rows.length));
      for (let at = Math.max(done, printed.dropped); at < end; at++) write(`  ${rows[at - printed.dropped] ?? ''}`);
      done = Math.max(done, end);
      if (ended) current = '';
    },
  };
}
