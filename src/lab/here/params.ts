import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { hereFailures } from './machine/failure.ts';
import { type Machine, onMachine } from './machine/machine.ts';
import type { HerePlan, HereValues } from './plan/plan.ts';
import { type Ground, knowledge } from './record/knowledge.ts';
import { permission } from './record/permission.ts';
import { discover } from './up/survey.ts';

async function hasAddress(machine: Machine, { uplink, hostAddress }: HerePlan): Promise<boolean> {
  const seen = await onMachine(machine, `ip -4 -o addr show dev ${uplink}`);
  return !seen.ok || seen.value.stdout.includes(` ${hostAddress}/`);
}

/** The course's parameters on this machine: those of the lab that is up, else what fits. Looks only. */
export async function paramsOf(ground: Ground, disposable: boolean): Promise<Result<HereValues, LabFailure>> {
  const { machine, course } = ground;
  const known = await knowledge(ground);
  if (!known.ok) return known;
  const { state, root, uplinkThere } = known.value;
  if (state && !uplinkThere) return err(hereFailures.uplinkGone(state.plan.uplink));
  // A card may have another address since (a new lease): then what is up does not fit any more, and says so (`otherPlan`).
  if (state && (await hasAddress(machine, state.plan))) return ok(state.plan.values);
  const allowed = permission({ ...known.value, root: true }, disposable);
  if (!allowed.ok) return allowed;
  if (!root) return err(hereFailures.notRoot('sudo bridgework'));
  const found = await discover(ground, known.value);
  return found.ok ? ok(course.fit(found.value).plan.values) : found;
}
