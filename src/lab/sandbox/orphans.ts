import { readdir, readFile } from 'node:fs/promises';
import { type Identity, identify } from './identity.ts';

/**
 * First processes of a lab that its state file does not know, because the file was lost or damaged. They are told by
 * what only our launcher gives them: the lab's folder in their environment, and pid 1 in a pid namespace (NSpid in
 * proc_pid_status(5)). Looks at every process of the machine, about 1 ms per hundred.
 */
export async function findOrphans(root: string): Promise<Identity[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(
    pids.map(async (pid) => ((await isFirstOf(pid, root)) ? identify(Number(pid)) : undefined)),
  );
  return found.filter((identity) => identity !== undefined);
}

async function isFirstOf(pid: string, root: string): Promise<boolean> {
  const environment = await read(`/proc/${pid}/environ`);
  if (!environment.split('\0').includes(`BW_ROOT=${root}`)) return false;
  return /^NSpid:.*\t1$/m.test(await read(`/proc/${pid}/status`));
}

const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
