// npm run bench:peers: a whole-course round beside the same expectations in bats, testinfra and serverspec, and the same looks
// in a script written by hand, in one lab.
//   --times N   runs of each in the solved lab (default 5)
//   --yes       install what is missing (Debian packages)
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../lessons/testing/lab.ts';
import { removeTree } from '../test/tools/remove-tree.ts';
import { run } from '../test/tools/spawn.ts';
import { fresh, script } from './bench/lab.ts';
import { median } from './bench/measure.ts';
import { hold, type Run } from './bench-peers/hold.ts';
import { bring, missing, peers, tools } from './bench-peers/tools.ts';

const { values } = parseArgs({
  options: { times: { type: 'string', default: '5' }, yes: { type: 'boolean', default: false } },
});
const packages = await missing();
if (packages.length > 0) {
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  if (!values.yes || (await run(install, { show: true })).exitCode !== 0) {
    console.error(
      `What the peers need is missing. Install it, or run this again with --yes:\n  sudo ${install.join(' ')}`,
    );
    process.exit(2);
  }
}

const scratch = mkdtempSync(join(tmpdir(), 'bridgework-peers-'));
chmodSync(scratch, 0o755);
const lab = createSandbox({ name: 'default', home: scratch });
const note = (words: string): void => console.error(`measuring: ${words}`);
const all = await tools(lab, scratch);

/** Every tool in turns, so that whatever else the machine does falls on all of them. */
async function inTurns(times: number, holds: 'all pass' | 'some fail'): Promise<ReadonlyMap<string, readonly Run[]>> {
  const runs = new Map<string, Run[]>(all.map(({ name }) => [name, []]));
  for (let turn = 0; turn < times; turn += 1) {
    for (const tool of all.filter(({ onlyLooks }) => holds === 'all pass' || !onlyLooks)) {
      const one = await hold(await tool.entry());
      const passed = one.exitCode === 0;
      if (passed !== (holds === 'all pass')) throw new Error(`${tool.name} ended with ${one.exitCode}:\n${one.output}`);
      note(`${tool.name}: ${one.wall.toFixed(0)} ms, CPU ${one.cpu.toFixed(0)} ms, ${one.peak.toFixed(0)} MiB`);
      runs.get(tool.name)?.push(one);
    }
  }
  return runs;
}

function print(title: string, runs: ReadonlyMap<string, readonly Run[]>): void {
  const of = (name: string, what: 'wall' | 'cpu' | 'peak'): number =>
    median((runs.get(name) ?? []).map((one) => one[what]));
  const mine = all[0]?.name ?? '';
  const cell = (name: string, what: 'wall' | 'cpu' | 'peak', unit: string): string => {
    const ratio = of(name, what) / of(mine, what);
    return `${of(name, what).toFixed(0)} ${unit} (${ratio.toFixed(2)}x)`.padEnd(22);
  };
  console.log(`${title}\n${''.padEnd(14)}${'wall'.padEnd(22)}${'CPU'.padEnd(22)}peak memory`);
  for (const { name } of all.filter((tool) => runs.get(tool.name)?.length))
    console.log(
      `${name.padEnd(14)}${cell(name, 'wall', 'ms')}${cell(name, 'cpu', 'ms')}${cell(name, 'peak', 'MiB')}`.trimEnd(),
    );
  const fastest = Math.min(...peers.map(({ name }) => of(name, 'wall')));
  const smallest = Math.min(...peers.map(({ name }) => of(name, 'peak')));
  const byHand = all.find(({ onlyLooks }) => onlyLooks)?.name ?? '';
  const verdict = (good: boolean): string => (good ? 'ok' : 'MISSED');
  const [speed, memory] = [fastest / of(mine, 'wall'), of(mine, 'peak') / smallest];
  console.log(`faster than the fastest peer: ${speed.toFixed(2)}x (aim: >= 5x, ${verdict(speed >= 5)})`);
  if (runs.get(byHand)?.length) {
    const beside = of(mine, 'wall') / of(byHand, 'wall');
    console.log(`beside a script by hand: ${beside.toFixed(2)}x (aim: <= 1.4x, ${verdict(beside <= 1.4)})`);
  }
  console.log(`memory beside the smallest peer: ${memory.toFixed(2)}x (aim: <= 1x, ${verdict(memory <= 1)})\n`);
}

try {
  await fresh(lab);
  await bring(lab);
  note('a solved lab, once to warm up');
  await inTurns(1, 'all pass');
  print(`A solved lab, medians of ${values.times}`, await inTurns(Number(values.times), 'all pass'));
  note('a lab in which FORWARD drops everything');
  await script(lab, 'iptables -F FORWARD');
  print('The same lab with no rule in FORWARD, whose policy is DROP; one run each', await inTurns(1, 'some fail'));
} finally {
  await lab.down();
  await removeTree(scratch);
}
