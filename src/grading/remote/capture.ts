import type { Params } from '../../course/params.ts';
import { otherHostsOf, type Staging, sceneOf } from '../../course/scene.ts';
import { interfaces, type Machine, machine, routes } from '../../facts/index.ts';
import {
  type Captured,
  type CapturedRound,
  type Discarded,
  drawsOf,
  needsOfGrade,
  toWalk,
  unseenIn,
} from '../../grade/evidence/captured.ts';
import { text } from '../../i18n/text.ts';
import type { Lab, LabFailure } from '../../lab/lab.ts';
import type { Policy } from '../../look/attempts.ts';
import {
  failureOf as failureOfLab,
  garbled,
  limits,
  type NotSeen,
  type Observed,
  observe,
} from '../../look/observe.ts';
import { isStill } from '../../look/sight.ts';
import { untilStable } from '../../look/stable.ts';
import { err, ok, type Result } from '../../result.ts';
import { newNonce, optional, planProof, planUnwatched, type RoundPlan, readingsOf } from '../../round/index.ts';
import type { Check } from '../../verify/check.ts';

/** Where a grade looks: a machine over ssh, or a local lab. */
export type Place = Pick<Lab, 'run' | 'name' | 'replaced'> & { hostKey?(): Promise<string | undefined> };

export interface CaptureForGrade {
  readonly checks: readonly Check[];
  readonly params: Params;
  readonly staging: Staging;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * All that a grade needs of one machine, over one connection: who it is, one round in which every check's facts hold under
 * one configuration, and what the walks of failed requests need. Only whether the machine answers in form is judged here.
 */
export async function captureForGrade(place: Place, use: CaptureForGrade): Promise<Result<Captured, LabFailure>> {
  const [before = [], known] = await Promise.all([place.replaced?.(), meet(place, use)]);
  if (!known.ok) return known;
  const { params, drawn } = known.value;
  const captured = await captureProof(place, use, { params, drawn });
  if (!captured.ok) return captured;
  const { round, discarded } = captured.value;
  const further = await captureFurther(place, use, { params, drawn, round });
  // At the end once more: what is other only while it is looked at is not missed as easily.
  const [hostKey, after = []] = await Promise.all([place.hostKey?.(), place.replaced?.()]);
  const replaced = [...new Set([...before, ...after])];
  const who = { ...known.value.machine, ...(hostKey === undefined ? {} : { hostKey }) };
  const more = { ...(drawn ? { drawn } : {}), ...(replaced.length > 0 ? { replaced } : {}) };
  return ok({ machine: who, params, ...more, discarded, round, ...(further ? { further } : {}) });
}

/** Which machine it is, the parameters as they are there (its own uplink and address), and what can be asked of it besides. */
interface Met extends Asking {
  readonly machine: Machine;
}

type Asking = Pick<Captured, 'params'> & { readonly drawn: Captured['drawn'] };

async function meet(place: Place, { params, staging, signal }: CaptureForGrade): Promise<Result<Met, LabFailure>> {
  const { drawing } = staging;
  const room = drawing ? { room: optional(drawing.room(params)) } : {};
  const needs = { machine: machine(), routes: routes('host'), interfaces: interfaces('host'), ...room };
  const seen = await observe(place, planUnwatched(Object.values(needs)), { timeoutMs: limits.round, signal });
  if (!seen.ok) return err(failureOf(seen.error));
  const readings = readingsOf(seen.value.round);
  const who = readings.read(needs.machine);
  if (!who.ok) return err(failureOf(garbled(who.error, seen.value.complaint)));
  const [paths, links] = [readings.read(needs.routes), readings.read(needs.interfaces)];
  const ways = { routes: paths.ok ? paths.value : [], interfaces: links.ok ? links.value : [] };
  const there = room.room && readings.read(room.room);
  const hasRoom = there?.ok === true && drawing?.hasRoom(there.value) === true;
  return ok({
    machine: who.value,
    params: staging.onMachine?.(params, ways) ?? params,
    drawn: drawing && (hasRoom ? 'everything' : 'configured'),
  });
}

/** A round as it was captured, with its times. */
interface CapturedSeen extends Observed {
  readonly captured: CapturedRound;
}

interface CapturedProof {
  readonly round: CapturedRound;
  readonly discarded: readonly Discarded[];
}

/** One round under one configuration. */
async function captureProof(
  place: Place,
  { checks, staging, signal, now }: CaptureForGrade,
  { params, drawn }: Asking,
): Promise<Result<CapturedProof, LabFailure>> {
  const policy: Policy<CapturedSeen> = {
    attempts: 3,
    garbled: 'end',
    unseen: ({ captured }) => unseenIn({ round: captured, ...asked(params, drawn) }, checks, staging),
  };
  const hosts = otherHostsOf(sceneOf(staging, params));
  const attempt = () => {
    const nonce = newNonce();
    const requests = needsOfGrade(checks, params, staging, drawsOf(staging, params, nonce, drawn));
    return captureOne(place, planProof(requests, nonce, hosts), now, signal);
  };
  const settled = await untilStable(attempt, policy);
  if (!settled.ok) return err(failureOf(settled.error));
  const { seen, discarded } = settled.value;
  if (seen === 'unchanged') throw new Error('a round without a fingerprint is never unchanged');
  return ok({
    round: seen.captured,
    discarded: discarded.map(({ seen: { captured }, because }) => withoutLooks(captured, because)),
  });
}

const withoutLooks = ({ looks: _, ...round }: CapturedRound, because: Discarded['because']): Discarded => ({
  ...round,
  because,
});

const asked = (params: Params, drawn: Captured['drawn']) => ({ params, ...(drawn ? { drawn } : {}) });

/** Undefined when the round has all that walks need, or when the machine is not as the round saw it any more: nothing is explained then. */
async function captureFurther(
  place: Place,
  { checks, staging, signal, now }: CaptureForGrade,
  { params, round }: Asking & { readonly round: CapturedRound },
): Promise<CapturedRound | undefined> {
  const { walked, missing } = toWalk({ round, params }, checks, staging);
  if (walked.length === 0 || missing.length === 0) return undefined;
  const seen = await captureOne(
    place,
    planProof(missing, undefined, otherHostsOf(sceneOf(staging, params))),
    now,
    signal,
  );
  return seen.ok && isStill(round.after, seen.value.round) ? seen.value.captured : undefined;
}

async function captureOne(
  place: Place,
  plan: RoundPlan,
  now: () => number,
  signal: AbortSignal,
): Promise<Result<CapturedSeen, NotSeen>> {
  const began = iso(now());
  const seen = await observe(place, plan, { timeoutMs: limits.round, signal });
  return seen.ok ? ok({ ...seen.value, captured: { ...capturedOf(seen.value), began, ended: iso(now()) } }) : seen;
}

function capturedOf({ plan, round: { nonce, before = '', fingerprint, observations } }: Observed) {
  const looks = plan.requests.flatMap(({ key, script }) => {
    const seen = observations[key];
    return seen ? [{ key, script, ...seen }] : [];
  });
  return { nonce, before, after: fingerprint, looks };
}

const iso = (time: number): string => new Date(time).toISOString();

/** In the words of a machine. One script took too long, or the whole target: the same for whoever reads it. */
function failureOf(notSeen: NotSeen): LabFailure {
  const failure = failureOfLab(notSeen);
  if (notSeen.why === 'late') return { ...failure, code: 'timed-out' };
  if (notSeen.why !== 'garbled') return failure;
  const { reason, detail } = notSeen;
  return { code: 'lying', text: text('remote.fail.garbled', { reason, detail }) };
}
