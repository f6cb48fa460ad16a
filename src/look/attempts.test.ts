import { describe, expect, test } from 'vitest';
import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import { type Attempt, afterAttempt, notYetTried, type Policy, type Settled, type Trying } from './attempts.ts';
import type { NotSeen, Observed } from './observe.ts';

const round = (fingerprint: string, changed = false): Observed => ({
  plan: { script: '', nonce: fingerprint, requests: [] },
  round: { nonce: fingerprint, changed, fingerprint, observations: {} },
  complaint: '',
});
const still = (fingerprint: string): Attempt => ok(round(fingerprint));
const changing = (fingerprint: string): Attempt => ok(round(fingerprint, true));
const garbled: NotSeen = { why: 'garbled', reason: text('facts.round-cut'), detail: '' };
const noAnswer: NotSeen = { why: 'no-answer', failure: { code: 'not-up', text: text('cli.interrupted') } };

/** Goes through the attempts; what came of them, and how many were made. */
function outcome(policy: Policy, ...attempts: readonly Attempt[]) {
  let trying: Trying = notYetTried;
  for (const attempt of attempts) {
    const next = afterAttempt(trying, attempt, policy);
    if (next.type === 'end')
      return [next.result.ok ? words(next.result.value) : next.result.error.why, trying.attempts + 1];
    trying = next.trying;
  }
  return ['goes on', trying.attempts];
}
const nameOf = (seen: Observed | 'unchanged'): string => (seen === 'unchanged' ? seen : seen.round.fingerprint);
const words = ({ seen, discarded }: Settled): string =>
  [nameOf(seen), ...discarded.map((one) => `${one.because} ${nameOf(one.seen)}`)].join(', ');

const patient: Policy = { attempts: 3, garbled: 'again' };

describe('a place that is observed until it is stable', () => {
  test('is observed again while it changes, and no more often than three times', () => {
    expect(outcome(patient, still('a'))).toEqual(['a', 1]);
    expect(outcome(patient, changing('a'), changing('b'), still('c'))).toEqual(['c, changed a, changed b', 3]);
    expect(outcome(patient, changing('a'), changing('b'))).toEqual(['goes on', 2]);
    expect(outcome(patient, changing('a'), changing('b'), changing('c'))).toEqual(['unstable', 3]);
  });

  test('is not looked at when it is as it was', () => {
    expect(outcome(patient, ok('unchanged'))).toEqual(['unchanged', 1]);
  });

  test('that does not answer is given up at once, one that answers nonsense only where the policy says so', () => {
    expect(outcome(patient, changing('a'), err(noAnswer))).toEqual(['no-answer', 2]);
    expect(outcome(patient, err(garbled), err(garbled), still('a'))).toEqual(['a', 3]);
    expect(outcome(patient, err(garbled), err(garbled), err(garbled))).toEqual(['garbled', 3]);
    expect(outcome({ ...patient, garbled: 'end' }, err(garbled))).toEqual(['garbled', 1]);
  });

  test('is observed once more where not all could be seen, and the round counts in which more was', () => {
    const unseen = { a: 2, b: 1, c: 2, d: 0 } as { readonly [fingerprint: string]: number };
    const policy: Policy = { ...patient, unseen: (seen) => unseen[seen.round.fingerprint] ?? 0 };
    expect(outcome(policy, still('d'))).toEqual(['d', 1]);
    expect(outcome(policy, still('a'), still('b'), still('d'))).toEqual(['b, unseen a', 2]);
    expect(outcome(policy, still('a'), still('c'))).toEqual(['a, unseen c', 2]);
    expect(outcome(policy, still('a'), err(noAnswer))).toEqual(['a', 2]);
    expect(outcome(policy, still('a'), changing('x'), changing('y'))).toEqual(['a, changed x, changed y', 3]);
  });
});
