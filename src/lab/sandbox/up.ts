import { mkdir, open } from 'node:fs/promises';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LabEvent, LabFailure, LabStatus } from '../lab.ts';
import { boot } from './boot.ts';
import { end } from './down.ts';
import { asFailure, failures } from './failure.ts';
import { prepareFolders } from './folders.ts';
import { isAlive } from './identity.ts';
import { currentPlan } from './ids.ts';
import { courseImage, prepareImage } from './image/image.ts';
import { withLock } from './lock.ts';
import type { LabPaths } from './paths.ts';
import { enoughSpace, preflight } from './preflight.ts';
import { labPath } from './programs.ts';
import { type LabState, readState, writeState } from './state.ts';
import { answers, describe } from './status.ts';

/** How long a second `up` of the same lab waits for the first. */
const LOCK_SECONDS = 120;

type Outcome = Result<LabStatus, LabFailure>;

/** Brings a lab up: one that answers stays as it is; whatever else is left of an earlier one is ended first. */
export async function up(
  name: string,
  paths: LabPaths,
  onEvent: (event: LabEvent) => void,
  signal?: AbortSignal,
): Promise<Outcome> {
  try {
    const running = await current(name, paths);
    if (running) return ok(running);
    const machine = await preflight();
    if (!machine.ok) return machine;
    await mkdir(paths.root, { recursive: true });
    const space = await enoughSpace(paths.root);
    if (!space.ok) return space;
    const image = await prepareImage(paths.home, onEvent, signal);
    if (!image.ok) return image;
    if (signal?.aborted) return err(failures.cancelled());
    const outcome = await withLock(paths.lock, LOCK_SECONDS, async (): Promise<Outcome> => {
      const meanwhile = await current(name, paths);
      if (meanwhile) return ok(meanwhile);
      const ended = await end(paths);
      if (!ended.ok) return ended;
      const ids = await currentPlan(machine.value.hasHelpers);
      if (ids.kind === 'single') onEvent({ type: 'warning', text: text('lab.warn.single-id') });
      await prepareFolders(paths, ids, image.value.tools);
      const archive = await open(ids.kind === 'single' ? image.value.standIn : image.value.archive);
      try {
        const path = await labPath(machine.value.programs);
        const since = new Date().toISOString();
        const starting: Omit<LabState, 'pid' | 'start' | 'boot'> = {
          version: 1,
          since,
          phase: 'starting',
          ids: ids.kind,
          path,
        };
        onEvent({ type: 'phase', text: text('lab.phase.namespaces') });
        const plan = { paths, ids, path, image: courseImage, imageFd: archive.fd };
        const booted = await boot(
          plan,
          (identity) => writeState(paths.state, { ...starting, ...identity }),
          onEvent,
          signal,
        );
        if (!booted.ok) return booted;
        const { identity, standIn, stay } = booted.value;
        const state: LabState = { ...starting, ...identity, phase: 'up', image: { name: courseImage, standIn } };
        await writeState(paths.state, state);
        stay();
        return ok(describe(name, state));
      } finally {
        await archive.close();
      }
    });
    return outcome ?? err(failures.busy(name));
  } catch (error) {
    return err(asFailure(error, paths.root));
  }
}

async function current(name: string, paths: LabPaths): Promise<LabStatus | undefined> {
  const state = await readState(paths.state);
  if (state?.phase !== 'up' || !(await isAlive(state)) || !(await answers(state))) return undefined;
  return describe(name, state);
}
