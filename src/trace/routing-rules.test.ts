import { describe, expect, test } from 'vitest';
import type { RoutingRule } from '../facts/index.ts';
import { rendered } from './testing/rendered.ts';
import { insert, solved, type World } from './testing/solved.ts';

const flows = [
  'host 172.18.0.3',
  'host 192.168.1.50',
  'c1 192.168.1.50',
  'c1 192.168.1.61:5',
  'outside 192.168.1.61:5678',
];
const usual: readonly string[] = [
  'answered by c2 to 172.18.0.1',
  'answered by outside to 192.168.1.61',
  'answered by outside to 192.168.1.61',
  'refused, refused',
  'answered by c1 to 172.18.0.1',
];
const unknown = 'unknown, not-enough-information';

function withRule(rule: Partial<RoutingRule>, change: (world: World) => void = () => undefined): readonly string[] {
  const world = solved();
  const elsewhere = { dst: 'default', type: 'unicast', dev: 'br0', gateway: '172.18.0.9', table: '100' } as const;
  world.nodes.host.routes.push({ ...elsewhere, flags: [] });
  world.nodes.host.routingRules.push({ priority: 32_765, ...rule, others: [...(rule.others ?? [])] });
  change(world);
  return flows.map((words) => rendered(world, words));
}

/** What becomes of the flows with these numbers; the others are as usual. */
const but = (changed: { readonly [flow: number]: string }): string[] =>
  usual.map((outcome, index) => changed[index] ?? outcome);

const fwmark = { value: 1, mask: 0xffff_ffff };

// Each line of these tables was also seen on a real lab, by `trace --live`.
describe('a routing rule of the host', () => {
  test.each<[string, Partial<RoutingRule>, { readonly [flow: number]: string }]>([
    ['to c2 unreachable', { to: '172.18.0.3/32', refuses: 'unreachable' }, { 0: 'unreachable, no-route' }],
    [
      'to outside blackhole',
      { to: '192.168.1.50/32', refuses: 'blackhole' },
      { 1: 'other, no-route', 2: 'timeout, no-route', 4: 'timeout, reply-lost' },
    ],
    ['for a mark that nobody sets', { fwmark, refuses: 'blackhole' }, {}],
    ['a table whose default route does not count (wg-quick)', { table: '100', suppresses: 0 }, {}],
    ['a table of which every route is too general', { table: '100', suppresses: 32 }, {}],
    [
      'from c1 unreachable: c1 is told',
      { from: '172.18.0.2/32', refuses: 'unreachable' },
      { 2: 'unreachable, no-route', 3: 'refused, refused', 4: 'timeout, reply-lost' },
    ],
    [
      'not for a mark unreachable: everybody',
      { not: true, fwmark, refuses: 'unreachable' },
      {
        0: 'unreachable, no-route',
        1: 'unreachable, no-route',
        2: 'timeout, no-route',
        3: 'timeout, reply-lost',
        4: 'timeout, no-route',
      },
    ],
    [
      'for what the host makes itself',
      { iif: 'lo', table: '100' },
      { 0: 'no-route, neighbour-unreachable', 1: 'no-route, neighbour-unreachable', 3: 'timeout, reply-lost' },
    ],
  ])('%s', (_name, rule, changed) => expect(withRule(rule)).toEqual(but(changed)));
});

// A packet counts there as one that came from where it goes.
describe('rp_filter asks the rules where the answer would leave', () => {
  const strict = (world: World): void => {
    for (const name of ['all', 'br0', 'ens33'])
      Object.assign(world.nodes.host.sysctls.conf[name] ?? {}, { rpFilter: 1 });
  };
  test.each<[string, { readonly [flow: number]: string }]>([
    ['br0', {}],
    // The host finds the question for its own address just as impossible.
    ['lo', { 2: 'no-route, neighbour-unreachable', 3: 'no-route, neighbour-unreachable' }],
    ['ens33', { 2: 'timeout, martian', 4: 'no-route, no-route' }],
  ])('with a rule for %s', (iif, changed) => {
    expect(withRule({ to: '172.18.0.2/32', iif, refuses: 'prohibit' }, strict)).toEqual(but(changed));
  });
});

const marking =
  (chain: string, words: string) =>
  (world: World): void =>
    insert(world.nodes.host, 'mangle', chain, `${words} --set-xmark 0x1/0xffffffff`.trim());

test('where packets may be marked, a rule for a mark is uncertain', () => {
  const perhaps = (world: World): void => {
    for (const chain of ['PREROUTING', 'OUTPUT']) marking(chain, '-m limit --limit 5/min -j MARK')(world);
  };
  const logging = (world: World): void => insert(world.nodes.host, 'mangle', 'FORWARD', '-j LOG --log-prefix x');
  expect(new Set(withRule({ fwmark, refuses: 'blackhole' }, perhaps))).toEqual(new Set([unknown]));
  expect(withRule({ fwmark, refuses: 'blackhole' }, logging)).toEqual(usual);
  // Whatever its mark, it does not go there.
  expect(withRule({ fwmark, to: '10.0.0.0/8', refuses: 'blackhole' }, perhaps)).toEqual(usual);
});

test('a mark is followed to the routes, and comes too late after them', () => {
  const after = withRule({ fwmark, refuses: 'blackhole' }, marking('FORWARD', '-j MARK'));
  expect(after).toEqual(usual);
  const before = withRule({ fwmark, refuses: 'blackhole' }, marking('PREROUTING', '-j MARK'));
  expect(before).not.toEqual(usual);
  expect(before).not.toContain(unknown);
});

test('what is not understood is uncertain only for packets that the rest of the rule fits', () => {
  const rule = { to: '172.18.0.3/32', table: '100', others: ['ipproto', 'dport'] };
  expect(withRule(rule)).toEqual(but({ 0: unknown }));
  expect(new Set(withRule({ ...rule, not: true }))).toEqual(new Set([unknown]));
});
