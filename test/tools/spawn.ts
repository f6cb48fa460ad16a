import { spawn } from 'node:child_process';

export interface Ended {
  readonly exitCode: number | null;
  /** stdout and stderr together; empty when `show`n. */
  readonly output: string;
  readonly seconds: number;
}

export interface Spawning {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Print while it runs. Otherwise the output is kept, for when it fails. */
  readonly show?: boolean;
}

/** Runs one program to its end, without a terminal's input. Never rejects: a program that cannot start is exit code null. */
export function run(argv: readonly string[], { cwd, env, show = false }: Spawning = {}): Promise<Ended> {
  const [file = 'false', ...args] = argv;
  const started = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const end = (exitCode: number | null): void =>
      resolve({ exitCode, output, seconds: (performance.now() - started) / 1000 });
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => {
      output += `${error.message}\n`;
      end(null);
    });
    child.on('close', end);
  });
}

/** Output of a program that must succeed: anything else is a bug of these scripts or a machine that we do not know. */
export async function must(argv: readonly string[], spawning: Spawning = {}): Promise<string> {
  const { exitCode, output } = await run(argv, spawning);
  if (exitCode !== 0) throw new Error(`${argv.join(' ')}: exit ${exitCode}\n${output}`);
  return output;
}
