import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn } from '@lydell/node-pty';
import * as headless from '@xterm/headless';
import type { Lab } from '../../src/lab/lab.ts';
import { removeTree } from '../../test/tools/remove-tree.ts';
import { type Figure, percentile } from './measure.ts';

const { Terminal } = (headless as unknown as { default: typeof headless }).default;
const program = join(import.meta.dirname, '../../bin/bridgework');
const size = { cols: 120, rows: 40 };
/** What a keystroke may take longer than in tmux: a frame and a half of the eye. */
const allowedMs = 25;

/** A program on a terminal, of which every character that is on the screen can be waited for. */
function onScreen(argv: readonly string[], env: NodeJS.ProcessEnv) {
  const pty = spawn(argv[0] ?? '', argv.slice(1), { ...size, name: 'xterm-256color', env });
  const terminal = new Terminal({ ...size, allowProposedApi: true });
  let look: () => void = () => undefined;
  pty.onData((chunk) => terminal.write(chunk, () => look()));
  // A program asks what its terminal can do, and waits for that.
  terminal.onData((answer) => pty.write(answer));
  const has = (text: string): boolean => {
    const { active } = terminal.buffer;
    for (let row = 0; row < size.rows; row += 1)
      if (
        active
          .getLine(active.viewportY + row)
          ?.translateToString()
          .includes(text)
      )
        return true;
    return false;
  };
  const until = (...texts: readonly string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`never on the screen: ${texts.join(' or ')}`)), 60_000);
      look = () => {
        if (!texts.some(has)) return;
        clearTimeout(late);
        look = () => undefined;
        resolve();
      };
      look();
    });
  return { until, type: (text: string) => pty.write(text), end: () => pty.kill('SIGHUP') };
}

const letters = 'bcdfghjklmnpqrstvwxz';

/** From keystroke to screen, in the UI's terminal and in tmux's by turns, while the UI looks at a lab that keeps changing. */
export async function echo(lab: Lab, env: NodeJS.ProcessEnv, times: number): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'bridgework-echo-'));
  const socket = join(folder, 'tmux');
  const tmux = ['tmux', '-S', socket, '-f', '/dev/null'];
  const ours = onScreen([program, 'learn'], env);
  const theirs = onScreen([...tmux, 'new-session', program, 'lab', 'shell'], env);
  const stop = new AbortController();
  const taken: { readonly ours: number[]; readonly theirs: number[] } = { ours: [], theirs: [] };
  try {
    await theirs.until('[host]');
    await ours.until('lab up');
    ours.type('t');
    // The first step asks first; nobody answers here.
    await ours.until('[host]', "don't ask me");
    ours.type('d');
    await ours.until('[host]');
    // Where nothing was asked, the letter was the shell's.
    ours.type('\u0015');
    const changes = 'while :; do ip link add changes type dummy; sleep 0.4; ip link del changes; sleep 0.4; done';
    void lab.stream(changes, { onLine: () => undefined, signal: stop.signal });
    for (let turn = 0; turn < times; turn += 1) {
      const word = Array.from({ length: 8 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
      for (const [screen, list] of [
        [ours, taken.ours],
        [theirs, taken.theirs],
      ] as const) {
        let typed = '';
        for (const letter of word) {
          typed += letter;
          const began = performance.now();
          screen.type(letter);
          await screen.until(`# ${typed}`);
          list.push(performance.now() - began);
          await pause(40 + Math.random() * 60);
        }
        screen.type('\u0015');
      }
    }
  } finally {
    stop.abort();
    ours.end();
    theirs.type('exit\r');
    await pause(500);
    theirs.end();
    await lab.run('ip link del changes 2>/dev/null', { timeoutMs: 5000 });
    await removeTree(folder);
  }
  const [mine, floor] = [percentile(taken.ours, 95), percentile(taken.theirs, 95)];
  return {
    what: `keystroke to screen, p95 of ${taken.ours.length}`,
    ours: `${mine.toFixed(0)} ms`,
    floor: `${floor.toFixed(0)} ms (tmux)`,
    aim: `<= tmux + ${allowedMs} ms`,
    good: mine <= floor + allowedMs,
  };
}
