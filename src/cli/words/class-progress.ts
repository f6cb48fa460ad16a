import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

/**
 * Progress of many machines on a terminal: what has ended scrolls away above, one line a machine; below, the machines that
 * are being looked at now, each on its line, with the seconds it takes. Where there is no terminal, only what has ended.
 */
export interface ClassProgress {
  begun(name: string): void;
  /** `line`: what is said of it for good. */
  ended(name: string, line: string): void;
  /** Something else to say; it stands above the machines. */
  print(line: string): void;
  /** Takes the lines of what still runs away. */
  close(): void;
}

export interface ProgressScreen {
  write(text: string): void;
  /** Absent: no terminal. */
  readonly columns?: number;
  /** Words for a line of a machine that is being looked at. */
  running(name: string, seconds: number): string;
  /** Last line: how many there are of each. */
  total(done: number, running: number): string;
  now(): number;
}

const tickMs = 1000;
/** More machines than a screen is high would scroll it. */
const shownAtMost = 16;

export function classProgress(screen: ProgressScreen): ClassProgress {
  const { columns } = screen;
  const running = new Map<string, number>();
  let done = 0;
  let drawn = 0;
  const erase = (): string => (drawn === 0 ? '' : `\r\u001b[${drawn}A\u001b[J`);
  const draw = (above: string): void => {
    if (columns === undefined) {
      screen.write(above);
      return;
    }
    const seconds = (since: number): number => Math.floor((screen.now() - since) / 1000);
    const lines = [...running].slice(0, shownAtMost).map(([name, since]) => screen.running(name, seconds(since)));
    if (running.size > 0) lines.push(screen.total(done, running.size));
    const below = lines.map((line) => `${fitted(line, columns)}\n`).join('');
    screen.write(`${erase()}${above}${below}`);
    drawn = lines.length;
  };
  const timer = columns === undefined ? undefined : setInterval(() => running.size > 0 && draw(''), tickMs);
  timer?.unref();
  return {
    begun(name) {
      running.set(name, screen.now());
      if (columns !== undefined) draw('');
    },
    ended(name, line) {
      running.delete(name);
      done += 1;
      draw(`${line}\n`);
    },
    print: (line) => draw(`${line}\n`),
    close() {
      clearInterval(timer);
      running.clear();
      if (drawn > 0) draw('');
    },
  };
}

/** A name could hold anything; a line that wraps could not be erased. */
function fitted(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line).replace(/\p{Cc}/gu, ' ');
  let width = 0;
  let fit = '';
  for (const sign of plain) {
    width += stringWidth(sign);
    if (width > columns - 1) return `${fit.slice(0, -1)}…`;
    fit += sign;
  }
  return fit;
}
