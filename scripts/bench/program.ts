import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn as spawnPty } from '@lydell/node-pty';
import { type Figure, inTurns, median, ratio } from './measure.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'bin/bridgework');
const node = join(root, 'node_modules/.bin/node');
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system CPU milliseconds of a process that has ended: `time` of a shell, which waits for it. */
function cpuOf(argv: readonly string[]): number {
  const { stderr } = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1', 'bash', ...argv], {
    encoding: 'utf8',
  });
  const [user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return (user + system) * 1000;
}

/** `--help` against a Node that does nothing, the same Node. */
export async function help(times: number): Promise<readonly Figure[]> {
  const wall = (argv: readonly string[]) => async (): Promise<number> => {
    const began = performance.now();
    spawnSync(argv[0] ?? '', argv.slice(1), { stdio: 'ignore' });
    return performance.now() - began;
  };
  const [ours, floor] = [
    [program, '--help'],
    [node, '-e', '0'],
  ];
  return [
    ratio('--help, wall', await inTurns(times, wall(ours), wall(floor)), 'ms', 1.5),
    ratio(
      '--help, CPU',
      await inTurns(
        times,
        async () => cpuOf(ours),
        async () => cpuOf(floor),
      ),
      'ms',
      1.5,
    ),
  ];
}

/** CPU milliseconds that the program has used when its first frame is on the screen (fields 14 and 15 of proc_pid_stat(5)). */
export function firstFrameOnce(
  env: NodeJS.ProcessEnv,
  argv: readonly string[] = [program, 'learn'],
): Promise<{ readonly cpu: number; readonly wall: number }> {
  const began = performance.now();
  const [file = program, ...args] = argv;
  const terminal = spawnPty(file, args, { cols: 120, rows: 40, env: { ...env, TERM: 'xterm-256color' } });
  let screen = '';
  let seen: { readonly cpu: number; readonly wall: number } | undefined;
  return new Promise((resolve, reject) => {
    terminal.onData((data) => {
      screen += data;
      if (seen || !screen.includes('Bridgework')) return;
      const wall = performance.now() - began;
      const stat = readFileSync(`/proc/${terminal.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      seen = { cpu: ((Number(stat[11]) + Number(stat[12])) * 1000) / ticks, wall };
      terminal.kill('SIGTERM');
    });
    terminal.onExit(({ exitCode }) => {
      if (seen) resolve(seen);
      else reject(new Error(`no first frame; exit ${exitCode}\n${screen}`));
    });
  });
}

export async function firstFrame(env: NodeJS.ProcessEnv, times: number): Promise<Figure> {
  const runs: { readonly cpu: number; readonly wall: number }[] = [];
  for (let run = 0; run < times; run += 1) runs.push(await firstFrameOnce(env));
  const cpu = median(runs.map((run) => run.cpu));
  const wall = median(runs.map((run) => run.wall));
  return {
    what: 'first frame, CPU',
    ours: `${cpu.toFixed(0)} ms`,
    floor: `(wall ${wall.toFixed(0)} ms)`,
    aim: '< 600 ms',
    good: cpu < 600,
  };
}
