import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../../src/lab/lab.ts';
import { type Pair, pairs } from './changes.ts';
import { cpuOfTree } from './cpu.ts';
import { script } from './lab.ts';
import { type Figure, percentile } from './measure.ts';
import { ours, polling, type Watcher } from './watchers.ts';

const idleMs = 60_000;
const patienceMs = 30_000;

interface Measured {
  /** Milliseconds from the change to the verdict that tells of it. */
  readonly delays: ReadonlyMap<string, number[]>;
  readonly roundsPerChange: number;
  /** Percent of one core while nothing happens. */
  readonly idle: number;
}

/** Makes one change and gives the milliseconds until its verdict was shown. */
async function delayOf(
  lab: Lab,
  watcher: Watcher,
  { check, breaks, fixes, at }: Pair,
  side: 'breaks' | 'fixes',
): Promise<number> {
  const shown = watcher.shows(check, side === 'breaks' ? 'fail' : 'pass');
  const pids = `c1=$(docker inspect -f '{{.State.Pid}}' c1)`;
  const command = side === 'breaks' ? breaks : fixes;
  // The moment just before the command: what it needs itself counts too.
  const printed = await script(lab, `${command.includes('$c1') ? pids : ''}\ndate +%s%N\n{ ${command}; } >/dev/null`);
  const late = pause(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`nobody told of: ${command}`);
  });
  const moment = await Promise.race([shown, late]);
  const happened = at
    ? Date.parse((await script(lab, side === 'breaks' ? at.broken : at.fixed)).trim())
    : Number(printed.split('\n')[0]) / 1e6;
  return moment - happened;
}

async function measure(lab: Lab, make: (lab: Lab) => Promise<Watcher>, times: number): Promise<Measured> {
  const watcher = await make(lab);
  try {
    await watcher.rests();
    await pause(2000);
    const [before, began] = [cpuOfTree(process.pid), performance.now()];
    await pause(idleMs);
    const idle = ((cpuOfTree(process.pid) - before) / (performance.now() - began)) * 100;
    const roundsBefore = watcher.rounds();
    const delays = new Map<string, number[]>();
    for (const pair of pairs) {
      const found: number[] = [];
      for (let time = 0; time < times; time += 1) {
        await watcher.rests();
        found.push(await delayOf(lab, watcher, pair, 'breaks'));
        // Mended while the round that the break caused still waits for its fetches: as people do.
        found.push(await delayOf(lab, watcher, pair, 'fixes'));
      }
      delays.set(pair.kind, found);
      const [p50, p95] = [percentile(found, 50), percentile(found, 95)];
      console.error(`measuring: ${make.name}, ${pair.kind}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
    }
    await watcher.rests();
    return { delays, idle, roundsPerChange: (watcher.rounds() - roundsBefore) / (pairs.length * times * 2) };
  } finally {
    await watcher.stop();
  }
}

/** From the kernel's change to the verdict, beside a loop that looks every second; `times` pairs of changes of each kind. */
export async function watch(lab: Lab, times: number, rewire: () => Promise<void>): Promise<readonly Figure[]> {
  const mine = await measure(lab, ours, times);
  await rewire();
  const theirs = await measure(lab, polling, Math.max(2, Math.floor(times / 3)));
  const all = ({ delays }: Measured): readonly number[] => [...delays.values()].flat();
  const changes = all(mine).length;
  const delay = (percent: number, aim?: number): Figure => {
    const [value, floor] = [percentile(all(mine), percent), percentile(all(theirs), percent)];
    return {
      what: `change to verdict, p${percent} of ${changes} (floor: a look every second)`,
      ours: `${value.toFixed(0)} ms`,
      floor: `${floor.toFixed(0)} ms`,
      ratio: value / floor,
      ...(aim === undefined ? { aim: '' } : { aim: `<= ${aim} ms`, good: value <= aim }),
    };
  };
  return [
    delay(50),
    delay(95, 250),
    delay(99),
    {
      what: 'CPU of one core while nothing happens',
      ours: `${mine.idle.toFixed(2)} %`,
      floor: `${theirs.idle.toFixed(2)} %`,
      ratio: mine.idle / theirs.idle,
      aim: '< 2 %',
      good: mine.idle < 2,
    },
    {
      what: 'rounds per change',
      ours: mine.roundsPerChange.toFixed(2),
      floor: theirs.roundsPerChange.toFixed(2),
      aim: '<= 1.2',
      good: mine.roundsPerChange <= 1.2,
    },
  ];
}
