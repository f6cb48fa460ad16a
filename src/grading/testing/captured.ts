import { generateKeyPairSync } from 'node:crypto';
import { defaultParams } from '../../../test/courses/vxlan/params.ts';
import type { FactRequest } from '../../facts/index.ts';
import type { Captured, CapturedRound } from '../../grade/evidence/captured.ts';
import { fingerprintOf, type SigningKey } from '../../grade/evidence/signing-key.ts';
import type { Plan, Target } from '../../grade/grade.ts';
import { text } from '../../i18n/text.ts';
import { err, ok } from '../../result.ts';
import { type Check, defineCheck } from '../../verify/check.ts';
import type { Grading } from '../evidence/store.ts';

/** A fact of a test's own: what its command printed. */
const word = (key: string): FactRequest<string> => ({
  key,
  script: `echo ${key}`,
  phase: 'quick',
  parse: ({ stdout }) => ok(stdout.trim()),
});

/** Holds when the fact says `wanted`. */
export const holdsWhen = (id: string, key: string, wanted: string): Check =>
  defineCheck({
    id,
    step: 'bridge',
    after: [],
    kind: 'state',
    needs: () => ({ seen: word(key) }),
    judge: ({ seen }) =>
      seen === wanted
        ? { verdict: 'pass' }
        : {
            verdict: 'fail',
            expected: text('lab.fail.died', { detail: wanted }),
            observed: text('lab.fail.died', { detail: seen }),
          },
  });

/** Holds when the fact is a number; anything else is unreadable. */
export const number = (id: string, key: string): Check =>
  defineCheck({
    id,
    step: 'bridge',
    after: [],
    kind: 'state',
    needs: () => ({
      seen: {
        ...word(key),
        parse: ({ stdout }: { readonly stdout: string }) =>
          /^\d+$/.test(stdout.trim()) ? ok(Number(stdout)) : err({ text: text('facts.not-looked') }),
      },
    }),
    judge: () => ({ verdict: 'pass' }),
  });

export const roundWith = (
  facts: { readonly [key: string]: string },
  more: Partial<CapturedRound> = {},
): CapturedRound => ({
  nonce: '0123456789abcdef',
  before: '1 2',
  after: '1 2',
  began: '2026-11-28T10:00:00.000Z',
  ended: '2026-11-28T10:00:02.000Z',
  looks: Object.entries(facts).map(([key, stdout]) => ({
    key,
    script: `echo ${key}`,
    stdout,
    stderr: '',
    exitCode: 0,
    ms: 10,
  })),
  ...more,
});

export const capturedWith = (round: CapturedRound, more: Partial<Captured> = {}): Captured => ({
  machine: { hostname: 'vm07', bootId: 'b'.repeat(36), netns: 'net:[1]', clock: 1_790_000_000 },
  params: defaultParams,
  discarded: [],
  round,
  ...more,
});

const plan: Plan = { steps: [], max: 100, passMark: 50, detail: 'practice', released: false, allowed: {} };

export const grading: Grading = {
  program: '1.2.3',
  course: { sha256: 'c'.repeat(64) },
  plan: { sha256: 'd'.repeat(64), value: plan },
};
export const targetOf = (id: string): Target => ({ id, place: `ssh://${id}` });

export function newKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey, fingerprint: fingerprintOf(publicKey) };
}
