import { spawn } from 'node:child_process';

/** Runs a shell script on this terminal until it ends. One that was ended by a signal has the exit code that a shell gives it. */
export function runScript(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', [file, ...args], { env, stdio: 'inherit' });
    // Ctrl-C is for the script, which puts right what it has begun; this program waits for it.
    const wait = (): void => undefined;
    process.on('SIGINT', wait);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      process.off('SIGINT', wait);
      resolve(signal === 'SIGINT' ? 130 : (code ?? 1));
    });
  });
}
