import { expect, test } from 'vitest';
import { generateMarked, generateSized } from './generate.ts';
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

const sized = Array.from({ length: 300 }, (_, seed) => generateSized(40_000 + seed));

test.each([
  ['smaller devices', /link set (ens33|br0|veth1|eth0) mtu/],
  ['routes with an MTU', /ip route .* mtu \d/],
  ['routes with an MSS', /ip route .* advmss \d/],
  ['messages that are lost', /--icmp-type fragmentation-needed -j DROP/],
  ['shorter segments', /TCPMSS --clamp-mss-to-pmtu/],
  ['shorter segments by nft', /maxseg size set (rt mtu|\d)/],
  ['rules about pieces', /-f -j DROP/],
])('labs with sizes have %s', (_name, wanted) => {
  expect(sized.flatMap(({ lines }) => lines).some((line) => wanted.test(line))).toBe(true);
});

test('labs with sizes send what fits just so, just not, and not at all; to be cut, and whole; and large pages', () => {
  const flows = sized.flatMap((one) => one.flows);
  for (const size of [1400, 1401, 1404, 1405, 1500, 1501, 8000])
    for (const df of [undefined, true]) expect(flows.some((one) => one.size === size && one.df === df)).toBe(true);
  expect(flows.some(({ page }) => page)).toBe(true);
});

test('every file of rules has two labs of its own', () => {
  const plans = wildPlans();
  expect(new Set(plans.map(({ plan }) => plan.seed)).size).toBe(plans.length);
  expect(plans.length / 2).toBeGreaterThanOrEqual(16);
});
