import type { Params } from '../../course/params.ts';
import { type Scene, type Staging, sceneOf } from '../../course/scene.ts';
import { interfaces, type Machine, machine, routes } from '../../facts/index.ts';
import { text } from '../../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../../lab/lab.ts';
import { ask } from '../../learn/hold-round.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Check } from '../../verify/check.ts';
import { planProof, planUnwatched, type Round, type RoundPlan, readingsOf, readRound } from '../../verify/index.ts';
import { type Discarded, firstNeeds, type Held, type HeldRound, toWalk, unseenIn } from '../evidence/held.ts';

/** Where a grade looks: a machine over ssh, or a local lab. */
export type Place = Pick<Lab, 'run' | 'name'> & { hostKey?(): Promise<string | undefined> };

export interface HoldForGrade {
  readonly checks: readonly Check[];
  readonly params: Params;
  readonly staging: Staging;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
}

const scriptTimeoutMs = 180_000;
/** A machine that changes while it is looked at is looked at again, this often in all. */
const attempts = 3;

/**
 * All that a grade needs of one machine, over one connection: who it is, one round in which every check's facts hold under
 * one configuration, and what the walks of failed requests need. Only whether the machine answers in form is judged here.
 */
export async function holdForGrade(place: Place, use: HoldForGrade): Promise<Result<Held, LabFailure>> {
  const known = await meet(place, use);
  if (!known.ok) return known;
  const { params } = known.value;
  const held = await holdProof(place, use, params);
  if (!held.ok) return held;
  const { round, discarded } = held.value;
  const further = await holdFurther(place, use, sceneOf(use.staging, params), round);
  const hostKey = await place.hostKey?.();
  const who = { ...known.value.machine, ...(hostKey === undefined ? {} : { hostKey }) };
  return ok({ machine: who, params, discarded, round, ...(further ? { further } : {}) });
}

/** Which machine it is, and the parameters as they are there: its own uplink and address. */
async function meet(
  place: Place,
  { params, staging, signal }: HoldForGrade,
): Promise<Result<{ readonly machine: Machine; readonly params: Params }, LabFailure>> {
  const needs = { machine: machine(), routes: routes('host'), interfaces: interfaces('host') };
  const plan = planUnwatched(Object.values(needs));
  const ran = await ask(place, plan.script, scriptTimeoutMs, signal);
  if (!ran.ok) return ran;
  const round = readRound(plan, ran.value.stdout);
  if (!round.ok) return err(broken(round.error, ran.value));
  const readings = readingsOf(round.value);
  const who = readings.read(needs.machine);
  if (!who.ok) return err(broken(who.error, ran.value));
  const [paths, links] = [readings.read(needs.routes), readings.read(needs.interfaces)];
  const seen = { routes: paths.ok ? paths.value : [], interfaces: links.ok ? links.value : [] };
  return ok({ machine: who.value, params: staging.onMachine?.(params, seen) ?? params });
}

/**
 * One round under one configuration. Where some checks could not be judged (a busy machine did not start a program in time),
 * it is held once more, and the round counts in which more was seen; verdicts of two rounds are never mixed.
 */
async function holdProof(
  place: Place,
  { checks, staging, signal, now }: HoldForGrade,
  params: Params,
): Promise<Result<HeldProof, LabFailure>> {
  const discarded: Discarded[] = [];
  const put = ({ looks: _, ...rest }: HeldRound, because: Discarded['because']) => discarded.push({ ...rest, because });
  const unseen = (round: HeldRound): number => unseenIn(round, checks, params);
  let best: HeldRound | undefined;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const held = await holdOne(place, planProof(firstNeeds(checks, sceneOf(staging, params))), now, signal);
    // What has been seen stays, whatever becomes of the second try.
    if (!held.ok) return best ? ok({ round: best, discarded }) : held;
    const round = held.value;
    if (round.before !== round.after) {
      put(round, 'changed');
    } else if (!best) {
      best = round;
      if (unseen(round) === 0) break;
    } else {
      const [more, less] = unseen(round) < unseen(best) ? [round, best] : [best, round];
      put(less, 'unseen');
      best = more;
      break;
    }
  }
  return best ? ok({ round: best, discarded }) : err({ code: 'restless', text: text('learn.round-restless') });
}

interface HeldProof {
  readonly round: HeldRound;
  readonly discarded: readonly Discarded[];
}

/** Undefined when no request failed, or when the machine is not as the round saw it any more: nothing is explained then. */
async function holdFurther(
  place: Place,
  { checks, signal, now }: HoldForGrade,
  scene: Scene,
  round: HeldRound,
): Promise<HeldRound | undefined> {
  const { failed, missing } = toWalk(round, checks, scene);
  if (failed.length === 0) return undefined;
  const held = await holdOne(place, planProof(missing), now, signal);
  return held.ok && held.value.before === round.after && held.value.after === round.after ? held.value : undefined;
}

async function holdOne(
  place: Place,
  plan: RoundPlan,
  now: () => number,
  signal: AbortSignal,
): Promise<Result<HeldRound, LabFailure>> {
  const began = iso(now());
  const ran = await ask(place, plan.script, scriptTimeoutMs, signal);
  if (!ran.ok) return ran;
  const round = readRound(plan, ran.value.stdout);
  if (!round.ok) return err(broken(round.error, ran.value));
  return ok({ ...heldOf(plan, round.value), began, ended: iso(now()) });
}

function heldOf({ requests }: RoundPlan, { nonce, before = '', fingerprint, observations }: Round) {
  const looks = requests.flatMap(({ key, script }) => {
    const seen = observations[key];
    return seen ? [{ key, script, ...seen }] : [];
  });
  return { nonce, before, after: fingerprint, looks };
}

const iso = (time: number): string => new Date(time).toISOString();

/** Something answered, but not what was asked: cut off, garbled, or made up. */
function broken({ text: reason }: { readonly text: LabFailure['text'] }, { stderr }: ScriptResult): LabFailure {
  const last = (stderr.trim().split('\n').at(-1) ?? '').replace(/[^\x20-\x7e]/g, ' ');
  return { code: 'lying', text: text('remote.fail.garbled', { reason, detail: last.slice(0, 120) }) };
}
