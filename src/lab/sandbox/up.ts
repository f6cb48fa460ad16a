import { mkdir, open } from 'node:fs/promises';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LabEvent, LabFailure, LabStatus } from '../lab.ts';
import { asFailure } from '../shared/failure.ts';
import { type ImageFiles, prepareImage } from '../shared/image/image.ts';
import { withLock } from '../shared/lock.ts';
import { labPath } from '../shared/programs.ts';
import type { LabPlan } from '../topology.ts';
import { boot } from './boot.ts';
import { end } from './down.ts';
import { failures } from './failure.ts';
import { prepareFolders } from './folders.ts';
import { type Identity, isAlive } from './identity.ts';
import { currentPlan } from './ids.ts';
import type { LabPaths } from './paths.ts';
import { type Machine, preflight } from './preflight.ts';
import { namespacesForbidden } from './refusal.ts';
import { enoughRoom } from './room.ts';
import { forgetState, insides, type LabState, readState, unfit, writeState } from './state.ts';
import { answers, describe } from './status.ts';

/** How long a second `up` of the same lab waits for the first. */
const LOCK_SECONDS = 120;

type Outcome = Result<LabStatus, LabFailure>;

export interface Wanted {
  readonly plan: LabPlan;
  /** A running lab with other values will not do. */
  readonly isAsked: boolean;
  readonly hides?: string;
}

/** Brings a lab up: one that answers stays as it is; whatever else is left of an earlier one is ended first. */
export async function up(
  name: string,
  paths: LabPaths,
  wanted: Wanted,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Outcome> {
  const { plan, isAsked } = wanted;
  try {
    const asked = isAsked ? plan.values : undefined;
    const running = await current(name, paths, asked);
    if (running) return running;
    const machine = await preflight();
    if (!machine.ok) return machine;
    const forbidden = await namespacesForbidden();
    if (forbidden) return err(forbidden);
    await mkdir(paths.root, { recursive: true });
    const room = await enoughRoom(paths.root);
    if (!room.ok) return room;
    const image = await prepareImage(paths.home, onEvent, { name: plan.image, ...(signal ? { signal } : {}) });
    if (!image.ok) return image;
    if (signal?.aborted) return err(failures.cancelled());
    const outcome = await withLock(paths.lock, LOCK_SECONDS, async (): Promise<Outcome> => {
      const meanwhile = await current(name, paths, asked);
      if (meanwhile) return meanwhile;
      const ended = await end(paths);
      return ended.ok ? fresh(name, paths, wanted, machine.value, image.value, onEvent, signal) : ended;
    });
    return outcome ?? err(failures.busy(name));
  } catch (error) {
    return err(asFailure(error, paths.root));
  }
}

/** Boots a lab where none is left. The caller holds the lock. */
async function fresh(
  name: string,
  paths: LabPaths,
  { plan, hides = '' }: Wanted,
  machine: Machine,
  image: ImageFiles,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Outcome> {
  const ids = await currentPlan(machine.hasHelpers);
  if (ids.kind === 'single') onEvent({ type: 'warning', text: text('lab.warn.single-id') });
  await prepareFolders(paths, ids, plan, image.tools);
  const path = labPath(machine.files);
  const since = new Date().toISOString();
  const stateOf = (identity: Identity): LabState => ({
    version: 1,
    insides: insides.made,
    ...identity,
    since,
    phase: 'starting',
    ids: ids.kind,
    path,
    plan: plan.values,
    nodes: plan.topology.nodes.flatMap(({ name: node }) => (node === 'host' ? [] : [node])),
  });
  const archive = await open(ids.kind === 'single' ? image.standIn : image.archive);
  try {
    onEvent({ type: 'phase', text: text('lab.phase.namespaces') });
    const booted = await boot(
      { paths, ids, path, docker: machine.docker, plan, archive, hides },
      {
        began: (identity) => writeState(paths.state, stateOf(identity)),
        ready: async (identity, standIn) => {
          const state: LabState = { ...stateOf(identity), phase: 'up', image: { name: plan.image, standIn } };
          await writeState(paths.state, state);
          return describe(name, state);
        },
      },
      onEvent,
      signal,
    );
    if (!booted.ok) await forgetState(paths.state);
    return booted;
  } finally {
    await archive.close();
  }
}

/** The lab that runs already; one that was made by another plan is nobody's to replace. */
async function current(
  name: string,
  paths: LabPaths,
  values: LabPlan['values'] | undefined,
): Promise<Outcome | undefined> {
  const state = await readState(paths.state);
  if (state?.phase !== 'up' || !(await isAlive(state))) return undefined;
  const other = unfit(name, state, values);
  if (other) return err(other);
  return (await answers(state)) ? ok(describe(name, state)) : undefined;
}
