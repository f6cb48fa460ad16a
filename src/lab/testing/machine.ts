import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

/** What of a machine a lab could change. Each value is compared as a whole. */
export type MachineState = { readonly [aspect: string]: string };

const commands: { readonly [aspect: string]: string } = {
  addresses: 'ip -j addr',
  routes: 'ip -j route show table all; ip -j -6 route show table all; ip -j rule',
  bridges: 'bridge -j link; bridge -j fdb',
  namespaces: 'ls -A /run/netns 2>/dev/null',
  iptables: 'for t in iptables ip6tables; do $t-save 2>&1 | grep -v "^#"; done',
  nftables: 'nft list ruleset 2>&1',
  mounts: 'cut -d" " -f1-6 /proc/self/mountinfo',
  cgroups: `find /sys/fs/cgroup -type d -printf '%U %p\\n' 2>/dev/null | sort`,
  sysctls: 'sysctl -a 2>/dev/null',
};

/** Looks at the machine's own root network namespace and settings. Never changes anything. */
export async function machineState(): Promise<MachineState> {
  const looks = Object.entries(commands).map(async ([aspect, script]) => [aspect, await shell(script)] as const);
  const state: Record<string, string> = Object.fromEntries(await Promise.all(looks));
  return { ...state, cgroups: groupsLikeALabs(state['cgroups'] ?? '') };
}

/**
 * Of control groups, `owner's-id path` a line, those that a lab could have made. Whoever manages a machine (systemd, a CI
 * runner) makes and removes groups at any time, and so does an engine of root's; a lab's have the name of an engine or the
 * 64 digits of a container, or ours, and do not belong to root, whom no lab maps (decision 1). A lab's own groups are root's, and
 * go with it (decision 58).
 */
export function groupsLikeALabs(groups: string): string {
  const ours = /^(?!0 )\d+ .*(bridgework|\/[^/]*(docker|moby|containerd|runc|[0-9a-f]{64}))/;
  return groups
    .split('\n')
    .filter((line) => ours.test(line))
    .join('\n');
}

/** Settings that are clocks and counters: they differ between looks at a machine that nobody touches. */
const counters =
  /^(fs\.(dentry-state|inode-|file-nr|aio-nr)|kernel\.(random|ns_last_pid|pty\.nr|perf)|net\.netfilter\.nf_conntrack_count|fs\.quota)/;

/** The lines that differ, aspect by aspect; an empty object when nothing was touched. */
export function differences(before: MachineState, after: MachineState): { [aspect: string]: string[] } {
  const found: { [aspect: string]: string[] } = {};
  for (const aspect of Object.keys(commands)) {
    const [old, now] = [lines(before[aspect]), lines(after[aspect])];
    const changed = [...old].filter((line) => !now.has(line)).map((line) => `- ${line}`);
    changed.push(...[...now].filter((line) => !old.has(line)).map((line) => `+ ${line}`));
    if (changed.length > 0) found[aspect] = changed;
  }
  return found;
}

const lines = (text = ''): Set<string> =>
  new Set(text.split('\n').filter((line) => line !== '' && !counters.test(line)));

/** Processes of this machine whose command line or environment has `mark` in it, except this one and its ancestors. */
export async function processesWith(mark: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const [environ, cmdline] = await Promise.all(['environ', 'cmdline'].map((file) => text(`/proc/${pid}/${file}`)));
      return `${environ}${cmdline}`.includes(mark) ? `${pid} ${cmdline?.replaceAll('\0', ' ')}` : '';
    }),
  );
  return found.filter((line) => line !== '');
}

/** All descendants of a process, itself included, as `pid start-time`. */
export async function family(root: number): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const all = await Promise.all(
    pids.map(async (pid) => ({ pid, stat: (await text(`/proc/${pid}/stat`)).split(') ')[1]?.split(' ') })),
  );
  const members = new Set([String(root)]);
  for (let size = 0; size !== members.size; ) {
    size = members.size;
    for (const { pid, stat } of all) if (members.has(stat?.[1] ?? '')) members.add(pid);
  }
  return all.filter(({ pid }) => members.has(pid)).map(({ pid, stat }) => `${pid} ${stat?.[19]}`);
}

/** Which of the processes named by `family` still run. */
export async function survivors(members: readonly string[]): Promise<string[]> {
  const still = await Promise.all(
    members.map(async (member) => {
      const [pid, start] = member.split(' ');
      const stat = (await text(`/proc/${pid}/stat`)).split(') ')[1]?.split(' ');
      return stat?.[19] === start && stat?.[0] !== 'Z' ? member : '';
    }),
  );
  return still.filter((member) => member !== '');
}

const text = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');

const shell = (script: string): Promise<string> =>
  new Promise((resolve) => {
    const options = { env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin` }, maxBuffer: 1 << 26 };
    execFile('sh', ['-c', script], options, (_error, stdout) => resolve(stdout));
  });
