import { readdir } from 'node:fs/promises';
import type { LabStatus } from '../lab.ts';
import { shell } from '../shared/in-node.ts';
import { complete } from '../shared/process.ts';
import { entryOf } from './entry.ts';
import { isAlive } from './identity.ts';
import { isLabName, type LabPaths, labPaths, labsFolder } from './paths.ts';
import { entryPlanOf, type LabState, readState } from './state.ts';

/** The lab answers: its shell can be entered, and its engine is there. Measured: about 15 ms. */
export async function answers(state: LabState): Promise<boolean> {
  const nodes = state.nodes.map((node) => ` && ip -n ${node} link show lo`).join('');
  const ping = `curl -fsS --max-time 4 --unix-socket /run/docker.sock http://docker/_ping${nodes}`;
  const entry = await entryOf(entryPlanOf(state), 'host', [shell, '-c', ping]);
  return (await complete(entry, { timeoutMs: 6_000 })).exitCode === 0;
}

/** `down`: no first process, or one that is only just starting; `broken`: it is there, but the lab does not answer. */
export async function statusOf(name: string, paths: LabPaths): Promise<LabStatus> {
  const state = await readState(paths.state).catch(() => undefined);
  if (state?.phase !== 'up' || !(await isAlive(state))) return { name, kind: 'sandbox', state: 'down' };
  return { ...describe(name, state), state: (await answers(state)) ? 'up' : 'broken' };
}

export function describe(name: string, state: LabState): LabStatus {
  const { pid, since, ids, image } = state;
  return { name, kind: 'sandbox', state: 'up', pid, since, ids, ...(image ? { image } : {}) };
}

/** Every sandbox that has a folder, in the order of their names; none when there is no state folder yet. */
export async function listLabs(home: string): Promise<LabStatus[]> {
  const names = await readdir(labsFolder(home)).catch(() => []);
  return Promise.all(
    names
      .filter(isLabName)
      .sort()
      .map((name) => statusOf(name, labPaths(home, name))),
  );
}
