import { expect, it } from 'vitest';
import type { Discovered } from '../src/lab/here/machine/discover.ts';
import { planDifference } from '../src/lab/here/plan/plan.ts';
import { here } from './here.ts';
import { defaultParams, type Params } from './params/params.ts';

const machine: Discovered = {
  uplink: 'ens33',
  mac: '02:00:00:00:00:01',
  hostAddress: '192.168.1.61',
  prefix: 24,
  gateway: '192.168.1.1',
  links: ['lo', 'ens33', 'docker0'],
  cards: ['ens33'],
  networks: [
    { network: '172.17.0.0/16', owner: 'docker0' },
    { network: '192.168.1.0/24', owner: 'ens33' },
  ],
  neighbours: ['192.168.1.1'],
  containers: [],
  ports: [22],
};
const rendered = (more: Partial<Discovered>) =>
  here.fit({ ...machine, ...more }).differences.map(({ id, values }) => ({
    id: id.replace('lab.here.differs.', ''),
    ...values,
  }));

it('a machine like the source’s author’s has the source’s values, and nothing to tell', () => {
  expect(here.fit(machine)).toEqual({ plan: here.plan(defaultParams), differences: [] });
});

it('tells every value that is another one, with its reason', () => {
  expect(
    rendered({ uplink: 'enp0s3', hostAddress: '10.0.2.15', gateway: '10.0.2.2', neighbours: ['10.0.2.2', '10.0.2.3'] }),
  ).toEqual([
    { id: 'uplink', uplink: 'enp0s3', source: 'ens33' },
    { id: 'host', uplink: 'enp0s3', address: '10.0.2.15', source: '192.168.1.61' },
    { id: 'outside', address: '10.0.2.50', source: '192.168.1.50' },
  ]);
});

/** The values that fit. */
const values = (more: Partial<Discovered>) => here.fit({ ...machine, ...more }).plan.values as unknown as Params;

it('gives the far ends of the cables other names where the machine has an eth0', () => {
  const eth0 = { uplink: 'eth0', links: ['lo', 'eth0'], cards: ['eth0'] };
  expect([values(eth0).c1.peer, values(eth0).c2.peer]).toEqual(['peer1', 'peer2']);
  expect(here.fit({ ...machine, ...eth0 }).differences.at(-1)?.id).toBe('lab.here.differs.peer');
  // Also where the eth0 is not the one that leads out.
  expect(values({ links: ['lo', 'eth0', 'ens33'] }).c1.peer).toBe('peer1');
});

it('leaves names and ports to those who have them', () => {
  const found = values({ links: ['lo', 'ens33', 'br0', 'veth2'], containers: ['c1'], ports: [9000] });
  expect(found).toMatchObject({ bridge: 'lab-br1', hostServicePort: 9001 });
  expect([found.c1.name, found.c2.name, found.c1.veth, found.c2.veth]).toEqual(['lab-c1', 'c2', 'veth1', 'lab-veth1']);
});

it('two plans are compared in words, containers too', () => {
  const plan = here.plan(defaultParams);
  const other = here.plan({ ...defaultParams, port: 80, c1: { ...defaultParams.c1, peer: 'x' } });
  expect(planDifference(other, plan)).toBe('port=80, c1.peer=x');
});

it('knows its own values again, as a state file of before has them, and no others', () => {
  const { values: stored } = here.plan(defaultParams);
  expect(stored).toEqual(defaultParams);
  expect(here.stored(JSON.parse(JSON.stringify({ ...stored, more: 1 })))).toEqual(here.plan(defaultParams));
  for (const other of [undefined, {}, { ...stored, c1: 'c1' }, { ...stored, port: '80' }]) {
    expect(here.stored(other)).toBeUndefined();
  }
});
