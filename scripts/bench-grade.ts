// npm run bench:grade: a class over ssh, graded by us and looked at by Ansible with the same script and as many forks; evidence
// judged again. The machines are sshds behind loopback ports, all in one solved lab of this computer: wall time is mostly theirs.
//   --targets N,…  sizes of the class (default 20,100)     --jobs N  side by side (default 10)
//   --regrade N    evidence files to judge again (default 1000)     --only ours,ansible,regrade
import { mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../src/lab/sandbox/sandbox.ts';
import { sourceCommands } from '../src/verify/testing/round-lab.ts';
import { script } from './bench/lab.ts';
import { copies } from './bench-grade/copies.ts';
import { doors } from './bench-grade/doors.ts';
import { ansible } from './bench-grade/peer.ts';
import { hold, type Run } from './bench-peers/hold.ts';
import { removeTree } from './test/remove-tree.ts';
import { must } from './test/spawn.ts';

const { values } = parseArgs({
  options: {
    targets: { type: 'string', default: '20,100' },
    jobs: { type: 'string', default: '10' },
    regrade: { type: 'string', default: '1000' },
    only: { type: 'string', default: 'ours,ansible,regrade' },
  },
});
const root = join(import.meta.dirname, '..');
const sizes = values.targets.split(',').map(Number);
const jobs = Number(values.jobs);
const scratch = mkdtempSync(join(tmpdir(), 'bridgework-bench-grade-'));
const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: scratch,
  BRIDGEWORK_HOME: join(scratch, 'home'),
  LC_ALL: 'C.UTF-8',
};
const rows: string[] = [];

function row(what: string, count: number, { wall, cpu, peak, output }: Run): void {
  // On a busy machine some may run out of time; a figure that leaves them out would be a better one than it is.
  const missed = output.match(/not graded/g)?.length ?? 0;
  const line = `${what.padEnd(28)}${String(count).padStart(5)}${(wall / 1000).toFixed(1).padStart(9)} s${(cpu / count).toFixed(0).padStart(9)} ms${peak.toFixed(0).padStart(8)} MiB${missed > 0 ? `  (${missed} not graded)` : ''}`;
  console.error(line);
  rows.push(line);
}

const bridgework = (...args: readonly string[]) => ({
  file: process.execPath,
  args: [join(root, 'dist/main.mjs'), ...args],
  env,
});

/** What it measured must be what it was asked for. */
function proved(run: Run, codes: readonly number[]): Run {
  if (!codes.includes(run.exitCode ?? -1)) throw new Error(`exit ${run.exitCode}: ${run.output.slice(-2000)}`);
  return run;
}

const lab = createSandbox({ name: 'class', home: join(scratch, 'home') });
try {
  await must(['node', 'scripts/build.ts'], { cwd: root });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(`no lab: ${up.error.code}`);
  await script(lab, `set -e\n${sourceCommands()}`);
  const all = await doors(lab, Math.max(...sizes));
  const evidence = join(scratch, 'evidence');
  try {
    await must([process.execPath, join(root, 'dist/main.mjs'), 'evidence', 'key'], { env });
    for (const size of sizes) {
      const inventory = await all.inventory(size);
      const report = join(scratch, `grades-${size}.json`);
      const ours = ['grade', '--inventory', inventory, '--known-hosts', all.knownHosts, '--jobs', String(jobs)];
      if (values.only.includes('ours'))
        row(
          `bridgework grade, ${jobs} jobs`,
          size,
          proved(
            await hold(bridgework(...ours, '--keep', evidence, '--timeout', '300', '--format', `json=${report}`)),
            [0, 1, 2],
          ),
        );
      if (values.only.includes('ansible'))
        row(`ansible, ${jobs} forks`, size, proved(await hold(await ansible(all, inventory, jobs)), [0]));
    }
  } finally {
    await all.close();
  }
  if (values.only.includes('regrade')) {
    const [first = ''] = await readdir(evidence);
    const count = Number(values.regrade);
    const files = await copies(
      join(evidence, first),
      join(scratch, 'home/keys/evidence.pem'),
      join(scratch, 'copies'),
      count,
    );
    const run = await hold(
      bridgework('grade', '--jobs', '1', '--format', `json=${join(scratch, 'again.json')}`, '--evidence', ...files),
    );
    row('evidence judged again', count, proved(run, [0, 1]));
  }
} finally {
  console.log(
    `${''.padEnd(28)}${'count'.padStart(5)}${'wall'.padStart(11)}${'CPU each'.padStart(12)}${'peak memory'.padStart(12)}`,
  );
  console.log(rows.join('\n'));
  await lab.down();
  await removeTree(scratch);
}
