import { expect, it } from 'vitest';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { Outcome } from '../../proof/case.ts';
import { allChecks } from '../../testing/one-host/course.ts';
import { proofDocument, toProofDocument } from '../json/proof-document.ts';
import { progressLines, proofLines } from './proof-lines.ts';

const plain = { step: 'bridge', name: '', problems: [], ms: 1234, checks: ['bridge-exists'] };
const wrong = { command: 0, lines: ['ip link add br1 type bridge'], fails: { 'bridge-exists': 'bridge-missing' } };
const outcomes: readonly Outcome[] = [
  { ...plain, aspect: 'causal' },
  { ...plain, aspect: 'caught', name: 'another name', wrong },
  { ...plain, aspect: 'caught', name: 'left out', wrong, problems: [text('proof.problem.not-refused')] },
  { ...plain, aspect: 'fair', name: 'brctl', until: 'course' },
  { ...plain, aspect: 'fair', name: 'slow', until: 'course', unable: text('cli.interrupted') },
];
const document = (lang: 'en' | 'zh-CN') =>
  proofDocument.parse(
    toProofDocument({ outcomes, checks: allChecks, gaps: [], jobs: 2, ms: 61_000 }, translator(lang)),
  );

it('counts what was tried, and keeps what could not be tried apart', () => {
  expect(document('en').summary).toEqual({
    causal: { held: 1, total: 1, unable: 0 },
    caught: { held: 1, total: 2, unable: 0 },
    fair: { held: 1, total: 1, unable: 1 },
  });
});

it('prints every mutant with what it is caught by, what does not hold, and the table', () => {
  const lines = proofLines(document('en'), 'en');
  expect(lines[0]).toBe('✔ bridge · another name → bridge-exists: bridge-missing');
  expect(lines).toContain('✘ caught · bridge · left out');
  expect(lines).toContain('      every line succeeds, though one should be refused');
  expect(lines).toContain('? fair · bridge · slow');
  const fixed = allChecks.filter(({ notCausal }) => notCausal).length;
  expect(lines.slice(-6)).toEqual([
    `checks: ${allChecks.length} (${fixed} cannot fail before their step)`,
    'causal: 1 of 1 steps',
    'mutants killed: 1 of 2, 1 different diagnoses',
    'alternatives accepted: 1 of 1, 1 of them to the end of the course',
    '1 case could not be tried.',
    '61 s with 2 labs',
  ]);
});

it('says why a check cannot fail before its step', () => {
  expect(proofLines(document('zh-CN'), 'zh-CN').join('\n')).toMatch(/c1-wget-c2：./);
});

it('tells of each case as it ends', () => {
  const [, , bad] = outcomes;
  if (!bad) throw new Error('no outcome');
  expect(progressLines(bad, { count: 3, total: 120 }, 'en')).toEqual([
    '✘   3/120  1.2 s  caught · bridge · left out',
    '      every line succeeds, though one should be refused',
  ]);
});
