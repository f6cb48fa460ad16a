import { userInfo } from 'node:os';
import { spawn as spawnPty } from '@lydell/node-pty';
import { onTestFinished } from 'vitest';

/** Opens the UI on a terminal of 80 x 24 until these words are on it; resolves to all that was drawn. */
export function firstScreen(program: string, env: NodeJS.ProcessEnv, words: string): Promise<string> {
  const terminal = spawnPty(program, [], { cols: 80, rows: 24, env: { ...env, TERM: 'xterm-256color' } });
  onTestFinished(() => terminal.kill('SIGKILL'));
  let screen = '';
  let isSeen = false;
  return new Promise((resolve, reject) => {
    terminal.onData((data) => {
      screen += data;
      if (isSeen || !screen.includes(words)) return;
      isSeen = true;
      terminal.write('q');
    });
    terminal.onExit(({ exitCode }) => {
      if (isSeen && exitCode === 0) resolve(screen);
      else reject(new Error(`as ${userInfo().username}: exit ${exitCode}, without "${words}"\n${screen}`));
    });
  });
}
