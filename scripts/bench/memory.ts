import { readdirSync, readFileSync } from 'node:fs';
import type { Figure } from './measure.ts';

interface Process {
  readonly name: string;
  readonly kb: number;
}

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // it ended meanwhile
  }
};

/** Every process below this one; memory that several share counts in parts (PSS of smaps_rollup, proc(5)), in KiB. */
export function processesBelow(root: number): readonly Process[] {
  const parents = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    const parent = Number(/^PPid:\t(\d+)/m.exec(read(`/proc/${entry}/status`))?.[1] ?? Number.NaN);
    if (/^\d+$/.test(entry)) parents.set(parent, [...(parents.get(parent) ?? []), Number(entry)]);
  }
  const below = (pid: number): number[] => [pid, ...(parents.get(pid) ?? []).flatMap(below)];
  return below(root).map((pid) => ({
    name: read(`/proc/${pid}/comm`).trim(),
    kb: Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  }));
}

const engine = /^(dockerd|containerd|runc)/;

/** An idle lab against the engine alone, without which there is no lab. */
export function memory(labPid: number): Figure {
  const all = processesBelow(labPid);
  const mb = (processes: readonly Process[]): number => processes.reduce((sum, { kb }) => sum + kb, 0) / 1024;
  const [ours, floor] = [mb(all), mb(all.filter(({ name }) => engine.test(name)))];
  return {
    what: 'memory of an idle lab (PSS; floor: its Docker Engine)',
    ours: `${ours.toFixed(0)} MiB`,
    floor: `${floor.toFixed(0)} MiB`,
    ratio: ours / floor,
    aim: '',
  };
}
