import { type Child, start } from './process.ts';
import { toolEnv } from './programs.ts';

const BUSY = 75; // EX_TEMPFAIL, sysexits.h

/**
 * Runs `work` while holding an flock(2) on `file`. The lock lives in a small child that ends with this process,
 * so the kernel releases it whatever happens. Returns undefined when somebody else kept it for `waitSeconds`.
 */
export async function withLock<T>(file: string, waitSeconds: number, work: () => Promise<T>): Promise<T | undefined> {
  const args = ['-w', String(waitSeconds), '-E', String(BUSY), file, 'sh', '-c', 'echo locked; exec cat >/dev/null'];
  const holder = await start({ file: 'flock', args, env: toolEnv() });
  if (!(await isLocked(holder))) {
    const { exitCode, stderr } = await holder.done;
    if (exitCode === BUSY) return undefined;
    throw Object.assign(new Error(`flock: ${stderr.trim()}`), { code: 'EACCES', path: file });
  }
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await holder.done;
  }
}

async function isLocked(holder: Child): Promise<boolean> {
  const first = new Promise<boolean>((resolve) => holder.stdout.once('data', () => resolve(true)));
  return Promise.race([first, holder.done.then(() => false)]);
}
