import { readdir, readFile } from 'node:fs/promises';
import { inGroups } from './cgroups.ts';
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

/**
 * Whether a process is the first one of the lab in this folder, whatever a state file says of it. A lab of root's may change what its
 * first process says of itself, not which control groups it is in.
 */
export async function isFirstOf(root: string, pid: number): Promise<boolean> {
  const first = await firstProcess(pid);
  if (first === undefined) return false;
  return first.root === root || (await inGroups(root, await read(`/proc/${pid}/cgroup`)));
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
  const found = await Promise.all(pids.map(async (pid) => environmentRoot(Number(pid))));
  const named = found.filter((first) => first !== undefined);
  const isFirst = await Promise.all(named.map(({ pid }) => isFirstInside(pid)));
  return named.filter((_, index) => isFirst[index]);
}

async function firstProcess(pid: number): Promise<{ readonly root?: string } | undefined> {
  return (await isFirstInside(pid)) ? ((await environmentRoot(pid)) ?? {}) : undefined;
}

const isFirstInside = async (pid: number): Promise<boolean> => /^NSpid:.*\t1$/m.test(await read(`/proc/${pid}/status`));

async function environmentRoot(pid: number): Promise<{ readonly pid: number; readonly root: string } | undefined> {
  const environment = (await read(`/proc/${pid}/environ`)).split('\0');
  const root = environment.find((line) => line.startsWith('BW_ROOT='))?.slice('BW_ROOT='.length);
  return root === undefined ? undefined : { pid, root };
}

const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
