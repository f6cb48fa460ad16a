import { expect, test } from 'vitest';
import type { Choose, Draw } from '../src/course/scene.ts';
import { inRange, parseAddress, parseRange } from '../src/ipv4.ts';
import { drawing } from './draws.ts';
import { livingIn, neighbourhood, routerOf } from './neighbourhood.ts';
import { defaultParams, type Params } from './params/params.ts';
import { labPlan } from './topology.ts';

/** As many as one likes, each another one, none of them random. */
const chooser =
  (seed: number): Choose =>
  (label, below) =>
    [...label].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, seed) % below;

const within = (address: string, cidr: string): boolean => {
  const [one, range] = [parseAddress(address), parseRange(cidr)];
  return one !== undefined && range !== undefined && inRange(one, range);
};

const lans: readonly Partial<Params>[] = [
  {},
  { hostAddress: '192.168.1.130' },
  { hostAddress: '192.168.1.200', outsideAddress: '192.168.1.140' },
  { hostAddress: '10.20.30.254', outsideAddress: '10.20.30.70' },
];

test.each(lans)('who is drawn lives in the lab, where nobody of the course does: %j', (more) => {
  const params = { ...defaultParams, ...more };
  const plan = labPlan(params);
  const web = plan.ok ? plan.value.topology.nodes.flatMap((node) => node.web ?? []) : [];
  const names = plan.ok ? plan.value.topology.nodes.flatMap((node) => node.names?.others ?? []) : [];
  for (let seed = 1; seed < 200; seed += 1) {
    const asked = drawing.draws(params, chooser(seed), true).filter(({ asks }) => asks === 'everything');
    expect(asked).toHaveLength(2);
    const sites = asked.flatMap(({ params: { site } }) => (site === params.site ? [] : [site]));
    expect(sites.map((site) => names.some(({ name }) => site.endsWith(`.${name}`)))).toEqual([true]);
    for (const { params: drawn } of asked) {
      expect(web).toContain(`${drawn.outsideAddress}:${drawn.drawn?.port}`);
      expect([params.hostAddress, params.outsideAddress, routerOf(params)]).not.toContain(drawn.outsideAddress);
    }
  }
});

test('what is only configured is held against anybody, but nobody special', () => {
  const special = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '127.0.0.0/8', '224.0.0.0/3'];
  for (let seed = 1; seed < 500; seed += 1) {
    const draws: readonly Draw<Params>[] = drawing.draws(defaultParams, chooser(seed), false);
    expect(draws.map(({ asks }) => asks)).toEqual(['state', 'state']);
    for (const { params } of draws) expect(special.filter((cidr) => within(params.outsideAddress, cidr))).toEqual([]);
  }
});

test('other numbers ask others, the same ask the same', () => {
  const of = (seed: number) => JSON.stringify(drawing.draws(defaultParams, chooser(seed), true));
  expect(new Set([1, 2, 3, 4, 5].map(of)).size).toBe(5);
  expect(of(1)).toBe(of(1));
});

test('a lab has room where the first of them answers as itself', () => {
  const found = { found: true, dev: 'lo' } as const;
  expect(drawing.hasRoom({ ...found, type: 'local' })).toBe(true);
  for (const seen of [undefined, { ...found, type: 'unicast' }, { found: false, errno: 'other', message: '' }])
    expect(drawing.hasRoom(seen)).toBe(false);
  const { key } = drawing.room(defaultParams);
  expect(key).toContain(livingIn(neighbourhood(defaultParams, '192.168.1.1'))[0]?.address);
});
