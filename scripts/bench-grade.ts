// npm run bench:grade: a class over ssh, graded by us, and looked at by others with as many side by side; evidence judged again.
// docs/bench-grade.md says what is measured, and why so.
//   --targets N,…  sizes of the class (default 20,100)     --jobs N  side by side (default 10)
//   --regrade N    evidence files to judge again (default 1000)
//   --only WORDS   here, elsewhere (machines); bare, ours, ansible, testinfra, regrade (tools); default: all
//   --yes          install what is missing (Debian packages)

import { mkdtempSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../lessons/testing/lab.ts';
import { sourceCommands } from '../lessons/testing/source-commands.ts';
import { removeTree } from '../test/tools/remove-tree.ts';
import { must, run } from '../test/tools/spawn.ts';
import { script } from './bench/lab.ts';
import { copies } from './bench-grade/copies.ts';
import { doors, type Machines } from './bench-grade/doors.ts';
import { ansible, bareSsh, counted, testinfra, type Use } from './bench-grade/tools.ts';
import { hold, type Run } from './bench-peers/hold.ts';

const everything = 'here,elsewhere,bare,ours,ansible,testinfra,regrade';
const { values } = parseArgs({
  options: {
    targets: { type: 'string', default: '20,100' },
    jobs: { type: 'string', default: '10' },
    regrade: { type: 'string', default: '1000' },
    only: { type: 'string', default: everything },
    yes: { type: 'boolean', default: false },
  },
});
const only = new Set(values.only.split(','));
const asked = (...words: readonly string[]): boolean => words.some((word) => only.has(word));
const isPlace = (word: string): boolean => only.has(word) || !asked('here', 'elsewhere');
const isTool = (word: string): boolean => only.has(word) || !asked('bare', 'ours', 'ansible', 'testinfra', 'regrade');

const needed: { readonly [debianPackage: string]: readonly string[] } = {
  'openssh-server': ['test', '-x', '/usr/sbin/sshd'],
  'ansible-core': ['ansible-playbook', '--version'],
  'python3-testinfra': ['/usr/bin/python3', '-c', 'import testinfra'],
  'python3-pytest-xdist': ['/usr/bin/python3', '-c', 'import xdist'],
};
const missing = [];
for (const [name, probe] of Object.entries(needed)) if ((await run(probe)).exitCode !== 0) missing.push(name);
if (missing.length > 0) {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...missing];
  if (!values.yes || (await run(install, { show: true })).exitCode !== 0) {
    console.error(`Missing. Install it, or run this again with --yes:\n  sudo ${install.join(' ')}`);
    process.exit(2);
  }
}

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'bridgework-bench-grade-'));
const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: scratch,
  BRIDGEWORK_HOME: join(scratch, 'home'),
  LC_ALL: 'C.UTF-8',
};
const jobs = Number(values.jobs);
const evidence = join(scratch, 'evidence');
const rows: string[] = [];
const head = `${'machines'.padEnd(11)}${'tool'.padEnd(14)}${'count'.padStart(6)}${'wall'.padStart(10)}${'CPU each'.padStart(11)}${'peak memory'.padStart(13)}${'load'.padStart(7)}`;

function row(place: string, tool: string, count: number, { wall, cpu, peak, output }: Run): void {
  // On a busy machine some may run out of time; a figure that leaves them out would be a better one than it is.
  const missed = output.match(/not graded/g)?.length ?? 0;
  const figures = [`${(wall / 1000).toFixed(1)} s`.padStart(10), `${(cpu / count).toFixed(0)} ms`.padStart(11)];
  const rest = [`${peak.toFixed(0)} MiB`.padStart(13), (loadavg()[0] ?? 0).toFixed(0).padStart(7)];
  const note = missed > 0 ? `  (${missed} not graded)` : '';
  const line = `${place.padEnd(11)}${tool.padEnd(14)}${String(count).padStart(6)}${[...figures, ...rest].join('')}${note}`;
  console.error(line);
  rows.push(line);
}

const bridgework = (...args: readonly string[]) => ({
  file: join(root, 'bin/bridgework'),
  args: ['grade', ...args],
  env,
});

/** What it measured must be what it was asked for. */
function proved(one: Run, codes: readonly number[]): Run {
  if (!codes.includes(one.exitCode ?? -1)) throw new Error(`exit ${one.exitCode}: ${one.output.slice(-2000)}`);
  return one;
}

async function ours({ all, machines, count }: Use) {
  const folder = machines === all.here ? evidence : join(scratch, 'elsewhere');
  await rm(folder, { recursive: true, force: true });
  const where = ['--inventory', await machines.inventory(count), '--known-hosts', all.knownHosts, '--keep', folder];
  const report = `json=${join(scratch, `grades-${count}.json`)}`;
  return bridgework(...where, '--jobs', String(jobs), '--timeout', '300', '--format', report);
}

/** The tools by name, and the exit codes of a run that counts. */
const tools = [
  ['bare', bareSsh, [0]],
  ['ours', ours, [0]],
  ['ansible', ansible, [0]],
  ['testinfra', testinfra, [0]],
] as const;

async function measure(place: string, machines: Machines, use: Omit<Use, 'machines'>): Promise<void> {
  for (const [tool, entry, codes] of tools) {
    // Of each expectation one question: it takes minutes, and cannot be played back.
    if (!isTool(tool) || (tool === 'testinfra' && (place !== 'here' || use.count > 20))) continue;
    row(place, tool, use.count, proved(await hold(counted(await entry({ ...use, machines }))), codes));
  }
}

const lab = createSandbox({ name: 'class', home: join(scratch, 'home') });
try {
  await must(['node', 'scripts/build.ts'], { cwd: root });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(`no lab: ${up.error.code}`);
  // All machines share this lab: connections of earlier looks are forgotten soon, as a machine of one's own has none of them.
  const forget = 'echo 20 >/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_time_wait';
  await script(lab, `set -e\n${sourceCommands()}\n${forget}`);
  const sizes = values.targets.split(',').map(Number);
  const all = await doors(lab, Math.max(...sizes));
  try {
    await must([join(root, 'bin/bridgework'), 'evidence', 'key'], { env });
    console.error(head);
    for (const count of sizes)
      for (const place of ['elsewhere', 'here'] as const)
        if (isPlace(place)) await measure(place, all[place], { all, count, jobs });
  } finally {
    await all.close();
  }
  const [first] = await readdir(evidence).catch(() => []);
  if (isTool('regrade') && first !== undefined) {
    const count = Number(values.regrade);
    const key = join(scratch, 'home/keys/evidence.pem');
    const files = await copies(join(evidence, first), key, join(scratch, 'copies'), count);
    const report = `json=${join(scratch, 'again.json')}`;
    const again = await hold(counted(bridgework('--jobs', '1', '--format', report, '--evidence', ...files)));
    row('evidence', 'ours', count, proved(again, [0]));
  }
} finally {
  console.log([head, ...rows].join('\n'));
  await lab.down();
  await removeTree(scratch);
}
