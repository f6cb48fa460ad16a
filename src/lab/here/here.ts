import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../result.ts';
import type { Entry, Lab, LabFailure, NodeName } from '../lab.ts';
import { asFailure, failures } from '../shared/failure.ts';
import { takeTurn } from '../shared/gate.ts';
import { inNode, shell } from '../shared/in-node.ts';
import { withLock } from '../shared/lock.ts';
import { isNodeName } from '../shared/node-name.ts';
import { scriptsOver } from '../shared/scripts-over.ts';
import { down } from './down/down.ts';
import { journal, shellArgv } from './entry/entry.ts';
import { hereFailures } from './machine/failure.ts';
import { type Machine, thisMachine } from './machine/machine.ts';
import { hereName, nodeNames } from './machine/places.ts';
import type { HereCourse, HerePlan } from './plan/plan.ts';
import { type Ground, knowledge } from './record/knowledge.ts';
import type { HereState } from './record/state.ts';
import { statusOf } from './status.ts';
import { otherPlan, up } from './up/up.ts';

/** How long a second one waits for the first. */
const lockSeconds = 120;

export interface HereOptions {
  /** The state folder, for images. */
  readonly home: string;
  readonly course: HereCourse;
  /** What the course's parameters say. Absent: as a running lab is, or as it fits the machine. */
  readonly plan?: HerePlan;
  /** `--this-machine-is-disposable` was given. */
  readonly disposable?: boolean;
  /** Default: this machine. */
  readonly machine?: Machine;
}

/** The machine itself as the lab: its root namespaces, its cards, its Docker Engine. Creating the object starts nothing. */
export function createHere({ home, course, plan, disposable = false, machine = thisMachine(home) }: HereOptions): Lab {
  const ground: Ground = { machine, course };
  const enter = async (
    node: NodeName,
    argv: readonly string[],
    how: 'written' | 'unwritten',
  ): Promise<Result<Entry, LabFailure>> => {
    if (!isNodeName(node)) return err(failures.noSuchNode(node));
    const state = await current(ground, plan);
    if (!state.ok) return state;
    const script = how === 'written' ? [journal, 'write', inNode] : [inNode];
    return machine.enter([shell, '-c', ...script, 'enter', nodeNames.join(' '), node, ...argv]);
  };

  return {
    name: hereName,
    kind: 'here',
    status: () => statusOf(ground),
    up: (onEvent, signal) => alone(home, () => up({ ground, plan, disposable, onEvent, signal })),
    down: (onEvent = () => {}) => alone(home, () => down(ground, (text) => onEvent({ type: 'warning', text }))),
    ...scriptsOver(hereName, (node, argv) => enter(node, argv, 'unwritten')),
    turn: (options) => takeTurn(home, options),
    entry: (node, argv) => enter(node, argv && argv.length > 0 ? argv : shellArgv, 'written'),
  };
}

/** One at a time: two that build, or one that takes away what the other builds, would leave half a lab. */
async function alone<T>(home: string, work: () => Promise<Result<T, LabFailure>>): Promise<Result<T, LabFailure>> {
  const folder = join(home, 'here');
  try {
    await mkdir(folder, { recursive: true });
    return (await withLock(join(folder, 'lock'), lockSeconds, work)) ?? err(failures.busy(hereName));
  } catch (error) {
    return err(asFailure(error, folder));
  }
}

/** The lab that is up, and can be used with this plan. */
async function current(ground: Ground, plan: HerePlan | undefined): Promise<Result<HereState, LabFailure>> {
  const known = await knowledge(ground);
  if (!known.ok) return known;
  const { state, alive, root, uplinkThere } = known.value;
  if (state?.phase !== 'up') return err(failures.notUp(hereName));
  if (!root) return err(hereFailures.notRoot('sudo bridgework'));
  if (!uplinkThere) return err(hereFailures.uplinkGone(state.plan.uplink));
  if (!alive) return err(failures.notUp(hereName));
  const other = otherPlan(state, plan);
  return other ? err(other) : ok(state);
}
