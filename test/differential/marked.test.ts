import { expect, test } from 'vitest';
import { generateMarked } from './generate.ts';
import { wildPlans } from './wild/plans.ts';

const lines = Array.from({ length: 400 }, (_, seed) => generateMarked(30_000 + seed).lines).flat();

test.each([
  ['marks of packets', /-j MARK --(set-mark|set-xmark|or-mark|xor-mark|and-mark)/],
  ['marks of connections', /-j CONNMARK --(set-mark|save-mark|restore-mark)/],
  ['marks by nft', /rule ip marks (prerouting|output) (meta|ct) mark set/],
  ['routes by mark', /ip rule add (not )?fwmark/],
  ['conditions on marks', /-m (mark|connmark) (! )?--mark/],
  ['the way back', /-m rpfilter/],
  ['fib', /rule inet back p fib/],
  ['addresses out of a range', /--to-source \S+-\S+ --persistent/],
  ['ports drawn anew', /MASQUERADE --random-fully/],
  ['chance', /-m statistic --mode (random|nth)/],
  ['chance by nft', /numgen (random|inc)/],
  ['fields of the connection', /--ctorigdst/],
  ['lengths', /-m length/],
])('labs with marks have %s', (_name, wanted) => {
  expect(lines.some((line) => wanted.test(line))).toBe(true);
});

test('every file of rules has two labs of its own', () => {
  const plans = wildPlans();
  expect(new Set(plans.map(({ plan }) => plan.seed)).size).toBe(plans.length);
  expect(plans.length / 2).toBeGreaterThanOrEqual(16);
});
