import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../../../lessons/params/params.ts';
import type { Discovered } from '../machine/discover.ts';
import { questionMatches } from '../nodes/redirect.ts';
import { freeAddress, freeSubnet } from './addresses.ts';
import { herePlan, planDifference, planFor } from './plan.ts';

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
const told = (more: Partial<Discovered>) =>
  planFor({ ...machine, ...more }).differences.map(({ id, values }) => ({
    id: id.replace('lab.here.differs.', ''),
    ...values,
  }));

it('a machine like the source’s author’s has the source’s values, and nothing to tell', () => {
  expect(planFor(machine)).toEqual({ plan: herePlan(defaultParams), differences: [] });
});

it('tells every value that is another one, with its reason', () => {
  expect(
    told({ uplink: 'enp0s3', hostAddress: '10.0.2.15', gateway: '10.0.2.2', neighbours: ['10.0.2.2', '10.0.2.3'] }),
  ).toEqual([
    { id: 'uplink', uplink: 'enp0s3', source: 'ens33' },
    { id: 'host', uplink: 'enp0s3', address: '10.0.2.15', source: '192.168.1.61' },
    { id: 'outside', address: '10.0.2.50', source: '192.168.1.50' },
  ]);
});

it('gives the far ends of the cables other names where the machine has an eth0', () => {
  const { plan, differences } = planFor({ ...machine, uplink: 'eth0', links: ['lo', 'eth0'], cards: ['eth0'] });
  expect([plan.c1.peer, plan.c2.peer]).toEqual(['peer1', 'peer2']);
  expect(differences.at(-1)?.id).toBe('lab.here.differs.peer');
  // Also where the eth0 is not the one that leads out.
  expect(planFor({ ...machine, links: ['lo', 'eth0', 'ens33'] }).plan.c1.peer).toBe('peer1');
});

it('leaves names and ports to those who have them', () => {
  const { plan } = planFor({ ...machine, links: ['lo', 'ens33', 'br0', 'veth2'], containers: ['c1'], ports: [9000] });
  expect(plan).toMatchObject({ bridge: 'lab-br1', hostServicePort: 9001 });
  expect([plan.c1.name, plan.c2.name, plan.c1.veth, plan.c2.veth]).toEqual(['lab-c1', 'c2', 'veth1', 'lab-veth1']);
});

describe('the containers’ network is another one when 172.18.0.0/16 is in somebody’s way', () => {
  it.each([
    ['a compose project', '172.18.0.0/16'],
    ['a VPN for all of 172.16.0.0/12', '172.16.0.0/12'],
    ['a single machine', '172.18.0.9'],
    ['a part', '172.18.128.0/17'],
  ])('%s', (_, network) => {
    const found = freeSubnet({ ...machine, networks: [...machine.networks, { network, owner: 'x' }] });
    expect(found).toEqual({ subnet: '10.200.18.0/24', taken: { network, owner: 'x' } });
  });

  it('or when the machine itself lives there', () => {
    expect(freeSubnet({ ...machine, hostAddress: '172.18.5.5', prefix: 16 }).subnet).toBe('10.200.18.0/24');
  });

  it('and takes the next one that is free', () => {
    const networks = ['172.18.0.0/16', '10.0.0.0/8', '192.168.0.0/16'].map((network) => ({ network, owner: 'x' }));
    expect(freeSubnet({ ...machine, networks }).subnet).toBe('100.64.18.0/24');
  });

  it('but not for a network beside it', () => {
    expect(freeSubnet({ ...machine, networks: [{ network: '172.19.0.0/16', owner: 'x' }] })).toEqual({
      subnet: '172.18.0.0/16',
    });
  });
});

it('outside gets an address of the uplink’s network that nobody has', () => {
  const beside = (hostAddress: string, prefix: number, neighbours: readonly string[] = []) =>
    freeAddress({ hostAddress, prefix, neighbours });
  expect(beside('192.168.1.61', 24)).toBe('192.168.1.50');
  expect(beside('192.168.1.61', 24, ['192.168.1.50', '192.168.1.51'])).toBe('192.168.1.52');
  expect(beside('192.168.1.50', 24)).toBe('192.168.1.51');
  expect(beside('10.0.2.15', 24)).toBe('10.0.2.50');
  expect(beside('10.7.0.2', 28, ['10.7.0.1'])).toBe('10.7.0.14');
});

it('a question about exactly one name is matched, byte by byte', () => {
  expect(questionMatches('www.baidu.com')).toBe(
    'match u32 0x03777777 0xffffffff at 40 match u32 0x05626169 0xffffffff at 44 ' +
      'match u32 0x64750363 0xffffffff at 48 match u32 0x6f6d0000 0xffffff00 at 52',
  );
});

it('two plans are compared in words, containers too', () => {
  const plan = herePlan(defaultParams);
  expect(planDifference({ ...plan, port: 80, c1: { ...plan.c1, peer: 'x' } }, plan)).toBe('port=80, c1.peer=x');
});
