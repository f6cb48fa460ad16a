import { readdir, readFile } from 'node:fs/promises';
import { type Identity, identify } from './identity.ts';

/**
 * First processes of a lab that its state file does not know, because the file was lost or damaged. They are told by
 * what only our launcher gives them: the lab's folder in their environment, and pid 1 in a pid namespace (NSpid in
 * proc_pid_status(5)). Looks at every process of the machine, about 1 ms per hundred.
 */
export async function findOrphans(root: string): Promise<Identity[]> {
  const found = (await firstProcesses()).filter((first) => first.root === root);
  const identities = await Promise.all(found.map(({ pid }) => identify(pid)));
  return identities.filter((identity) => identity !== undefined);
}

/** State folders of every lab of this user that runs, wherever BRIDGEWORK_HOME was; fit to be shown, as anybody may set it. */
export async function runningHomes(): Promise<readonly string[]> {
  const roots = (await firstProcesses()).flatMap(
    ({ root }) => /^([^\p{C}]+)\/labs\/[a-z0-9-]+$/u.exec(root)?.[1] ?? [],
  );
  return [...new Set(roots)].sort();
}

/** Those of this user: others' environments cannot be read, but by root, who reads them all. */
async function firstProcesses(): Promise<readonly { readonly pid: number; readonly root: string }[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = (await read(`/proc/${pid}/environ`)).split('\0');
      const root = environment.find((line) => line.startsWith('BW_ROOT='))?.slice('BW_ROOT='.length);
      const isFirst = root !== undefined && /^NSpid:.*\t1$/m.test(await read(`/proc/${pid}/status`));
      return isFirst ? { pid: Number(pid), root } : undefined;
    }),
  );
  return found.filter((first) => first !== undefined);
}

const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
