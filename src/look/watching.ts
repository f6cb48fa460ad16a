import { type Text, text } from '../i18n/text.ts';
import type { LabFailure, StreamEnd } from '../lab/lab.ts';
import { type Result, unreachable } from '../result.ts';
import type { CheckResult } from '../verify/check.ts';
import type { Change, Notice } from './monitor/notice.ts';

/** All in milliseconds. */
export interface Pace {
  /** Changes that follow one another more closely are one. */
  readonly settle: number;
  /** …but none waits longer than this. */
  readonly most: number;
  /** Between slow looks while everything is listened to: they see what has no event, or was missed. */
  readonly slow: number;
  /** Between slow looks while something cannot be listened to. */
  readonly unsubscribed: number;
  /** Before a monitor that ended is started again. */
  readonly restart: number;
}

export const pace: Pace = { settle: 20, most: 120, slow: 20_000, unsubscribed: 2_500, restart: 500 };

/** What somebody knows who watches a lab. */
export interface Watching {
  readonly life: 'new' | 'watching' | 'stopped';
  /** The lab could not be looked at any more, and that was told. */
  readonly failed: boolean;
  /** The fingerprint that the last look saw; a slow look compares with it. */
  readonly fingerprint: string | undefined;
  /** Counts looks, so that a slow one knows whether another began meanwhile. */
  readonly looks: number;
  /** Slow looks in a row that saw nothing. */
  readonly missed: number;
  /** The monitor runs, and misses nothing. */
  readonly listening: boolean;
  /** Sources that cannot be listened to; each is told once. */
  readonly unheard: readonly string[];
  /** Monitors in a row that ended before they were ready. */
  readonly quickEnds: number;
  /** Since the last look began: what the next round is for. */
  readonly pending: readonly Change[];
  /** When the first of these came. */
  readonly since: number;
  /** Since the facts that a glance trusts: what the next glance must look at. A new list with every change. */
  readonly unglanced: readonly Change[];
  /** A glance that is under way; `again`: more has settled meanwhile. */
  readonly glance?: { readonly changes: readonly Change[]; readonly count: number; readonly again: boolean };
}

export const notYetWatching: Watching = {
  life: 'new',
  failed: false,
  fingerprint: undefined,
  looks: 0,
  missed: 0,
  listening: false,
  unheard: [],
  quickEnds: 0,
  pending: [],
  since: 0,
  unglanced: [],
};

export type Input =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  /** A look begins: it sees everything that changed before. */
  | { readonly type: 'begin' }
  /** What the look saw at its end: only a difference from this counts as a change for the slow look. */
  | { readonly type: 'saw'; readonly fingerprint: string }
  /** Nothing goes on any more: what changed meanwhile can be looked at. */
  | { readonly type: 'rest' }
  /** A line of the monitor. */
  | { readonly type: 'notice'; readonly notice: Notice }
  | { readonly type: 'monitor-ended'; readonly how: Result<StreamEnd, LabFailure> }
  /** The time of `settle` is over. */
  | { readonly type: 'settled' }
  | { readonly type: 'glanced'; readonly results: readonly CheckResult[] | undefined }
  /** The time of `slow-look` is over. */
  | { readonly type: 'slow-look' }
  | { readonly type: 'fingerprint'; readonly asked: AskFingerprint; readonly got: Result<string, LabFailure> };

export interface AskFingerprint {
  readonly type: 'ask-fingerprint';
  /** As it was, and how many looks there had been. */
  readonly before: string;
  readonly look: number;
}

export type Effect =
  /** `settled` after so many milliseconds, instead of any time that was set before; undefined: not at all. */
  | { readonly type: 'settle'; readonly ms: number | undefined }
  /** The same for `slow-look`. */
  | { readonly type: 'wait'; readonly ms: number | undefined }
  | { readonly type: 'listen'; readonly ms: number }
  | { readonly type: 'glance'; readonly changes: readonly Change[] }
  | AskFingerprint
  /** To be told, to whoever watches. */
  | { readonly type: 'stale' }
  | { readonly type: 'show'; readonly results: readonly CheckResult[] }
  | { readonly type: 'unheard'; readonly text: Text }
  | { readonly type: 'failed'; readonly failure: LabFailure }
  | { readonly type: 'changed' };

/** What the watch cannot know by itself. */
export interface Around {
  /** Milliseconds. */
  readonly now: number;
  /** Nothing is run that changes the lab. */
  readonly quiet: boolean;
  /** …and no round held. */
  readonly idle: boolean;
  readonly pace: Pace;
}

export interface Step {
  readonly state: Watching;
  readonly effects: readonly Effect[];
}

/** A busy machine may miss a slow look; so many in a row mean that something is wrong. A lab that is down is told at once. */
const patience = 3;

/** Pure: what a watch does next. Events are gathered until they settle; a slow look now and then sees what none was told of. */
export function watching(state: Watching, input: Input, around: Around): Step {
  if (state.life === 'stopped') return still(state);
  switch (input.type) {
    case 'start':
      if (state.life !== 'new') return still(state);
      return then({ state: { ...state, life: 'watching' }, effects: [] }, (now) => [slowly(now, around), listen(0)]);
    case 'stop':
      return { state: { ...state, life: 'stopped' }, effects: [settle(undefined), wait(undefined)] };
    case 'begin':
      return { state: { ...state, looks: state.looks + 1, pending: [] }, effects: [settle(undefined)] };
    case 'saw':
      return saw(state, input.fingerprint, around);
    case 'rest':
      return { state, effects: [settleSoon(state, around)] };
    case 'notice':
      return noticed(state, input.notice, around);
    case 'monitor-ended':
      return monitorEnded(state, input.how, around);
    case 'settled':
      if (state.glance) return still({ ...state, glance: { ...state.glance, again: true } });
      return react(state, 1, around);
    case 'glanced':
      return glanced(state, input.results, around);
    case 'slow-look':
      return peek(state, around);
    case 'fingerprint':
      return compared(state, input, around);
    default:
      return unreachable(input);
  }
}

const still = (state: Watching): Step => ({ state, effects: [] });
const settle = (ms: number | undefined): Effect => ({ type: 'settle', ms });
const wait = (ms: number | undefined): Effect => ({ type: 'wait', ms });
const listen = (ms: number): Effect => ({ type: 'listen', ms });

const then = ({ state, effects }: Step, more: (state: Watching) => readonly Effect[]): Step => ({
  state,
  effects: [...effects, ...more(state)],
});

/** One after the other, with the effects of both. */
function andThen({ state, effects }: Step, next: (state: Watching) => Step): Step {
  const after = next(state);
  return { state: after.state, effects: [...effects, ...after.effects] };
}

function settleSoon({ pending, since }: Watching, { now, pace: { settle: soon, most } }: Around): Effect {
  return settle(pending.length === 0 ? undefined : Math.max(0, Math.min(soon, since + most - now)));
}

const slowly = ({ failed, listening, unheard }: Watching, { pace: { slow, unsubscribed } }: Around): Effect =>
  wait(failed ? undefined : listening && unheard.length === 0 ? slow : unsubscribed);

function saw(state: Watching, fingerprint: string, around: Around): Step {
  const now: Watching = { ...state, fingerprint, unglanced: state.pending, failed: false };
  return { state: now, effects: state.failed ? [slowly(now, around)] : [] };
}

/** One glance at a time; what settles during it makes one more. A lab that never rests gets its round all the same. */
function react(state: Watching, count: number, { quiet, idle }: Around): Step {
  const { unglanced: changes, glance: _, ...rest } = state;
  if (quiet && changes.length > 0)
    return { state: { ...state, glance: { changes, count, again: false } }, effects: [{ type: 'glance', changes }] };
  const now: Watching = { ...rest, unglanced: changes };
  return { state: now, effects: now.pending.length > 0 && idle ? [{ type: 'changed' }] : [] };
}

function glanced(state: Watching, results: readonly CheckResult[] | undefined, around: Around): Step {
  const { glance, ...rest } = state;
  if (!glance) return still(state);
  // What has changed meanwhile was not seen.
  const holds = results !== undefined && state.unglanced === glance.changes;
  const now: Watching = holds ? { ...rest, unglanced: [] } : rest;
  const shown: Step = { state: now, effects: holds ? [{ type: 'show', results }] : [] };
  if (glance.again && glance.count < patience) return andThen(shown, (next) => react(next, glance.count + 1, around));
  return then(shown, ({ pending }) => (pending.length > 0 && around.idle ? [{ type: 'changed' }] : []));
}

function note(state: Watching, change: Change, around: Around): Step {
  const first = state.pending.length === 0;
  const now: Watching = {
    ...state,
    ...(first ? { since: around.now } : {}),
    pending: withChange(state.pending, change),
    unglanced: [...withChange(state.unglanced, change)],
  };
  return { state: now, effects: [...(first ? [{ type: 'stale' } as const] : []), settleSoon(now, around)] };
}

function noticed(state: Watching, notice: Notice, around: Around): Step {
  switch (notice.type) {
    case 'change':
      return note(state, notice.change, around);
    case 'lost': {
      const source = `${notice.node}/${notice.source}`;
      return unheard(state, source, text('learn.watch-lost', { source }), around);
    }
    case 'ready':
      // What changed while nobody listened.
      return peek({ ...state, listening: true, quickEnds: 0, unheard: [] }, around);
    default:
      return unreachable(notice);
  }
}

function unheard(state: Watching, source: string, words: Text, around: Around): Step {
  if (state.unheard.includes(source)) return still(state);
  const now: Watching = { ...state, unheard: [...state.unheard, source] };
  return { state: now, effects: [{ type: 'unheard', text: words }, slowly(now, around)] };
}

function monitorEnded(state: Watching, how: Result<StreamEnd, LabFailure>, around: Around): Step {
  const quickEnds = state.quickEnds + 1;
  // Whether the lab is gone or only the monitor, the next look knows.
  const peeked = peek({ ...state, listening: false, quickEnds }, around);
  const why = how.ok ? (how.value.stderr.trim().split('\n').at(-1) ?? '') : how.error.code;
  const words = text('learn.watch-unsubscribed', { why: why.slice(0, 100) });
  const heard = quickEnds < patience ? peeked : andThen(peeked, (now) => unheard(now, 'all', words, around));
  return then(heard, () => [listen(around.pace.restart * Math.min(quickEnds, 20))]);
}

/** A slow look. With something pending a round is on its way. */
function peek(state: Watching, around: Around): Step {
  const { fingerprint: before, looks: look, pending } = state;
  if (before !== undefined && pending.length === 0 && around.idle)
    return { state, effects: [{ type: 'ask-fingerprint', before, look }] };
  return { state, effects: [slowly(state, around)] };
}

function compared(state: Watching, { asked, got }: Extract<Input, { type: 'fingerprint' }>, around: Around): Step {
  // A round or a run may have begun meanwhile: then it will say what there is to say.
  const counts = around.idle && state.looks === asked.look;
  return then(counts ? compare(state, asked.before, got, around) : still(state), (now) => [slowly(now, around)]);
}

function compare(state: Watching, before: string, got: Result<string, LabFailure>, around: Around): Step {
  if (got.ok) {
    const now: Watching = { ...state, missed: 0 };
    return got.value === before ? still(now) : note(now, { kind: 'anything', node: 'host' }, around);
  }
  const missed = state.missed + 1;
  const gives = !state.failed && (got.error.code === 'not-up' || missed >= patience);
  return {
    state: { ...state, missed, failed: state.failed || gives },
    effects: gives ? [{ type: 'failed', failure: got.error }] : [],
  };
}

const withChange = (changes: readonly Change[], change: Change): readonly Change[] =>
  changes.some(({ kind, node }) => kind === change.kind && node === change.node) ? changes : [...changes, change];
