import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initScript } from './sandbox/init/init.ts';
import { knownNames } from './sandbox/init/network.ts';
import { type LabPlan, planDifference, planProblem, type Topology } from './topology.ts';

/** Two hosts on one LAN, whose switch is in a third node; no internet, no name server. */
const topology: Topology = {
  lans: [{ name: 'wire', at: 'core', addresses: [] }],
  nodes: [
    {
      name: 'host',
      links: [{ name: 'nic0', lan: 'wire', addresses: ['10.0.0.1/24', '10.0.0.9/24'] }],
      sysctls: { 'ipv4/ip_forward': 1 },
      forward: 'DROP',
      web: ['0.0.0.0:8000'],
    },
    { name: 'far', links: [{ name: 'nic0', lan: 'wire', addresses: ['10.0.0.2/24'] }], via: '10.0.0.1', sysctls: {} },
    { name: 'core', links: [], sysctls: {} },
  ],
};
const plan: LabPlan = { values: {}, topology, image: 'web:1' };
const [host, far, core] = topology.nodes as [Topology['nodes'][0], Topology['nodes'][0], Topology['nodes'][0]];
const withNodes = (...nodes: Topology['nodes']): LabPlan => ({ ...plan, topology: { ...topology, nodes } });

describe('the script of a lab', () => {
  const script = initScript(topology);

  test('is one that a shell can read', () => {
    execFileSync('sh', ['-n'], { input: script });
  });

  test('makes the switch before anybody who has a card on it', () => {
    const at = (line: string): number => {
      const found = script.indexOf(line);
      expect(found, line).toBeGreaterThan(0);
      return found;
    };
    const made = at('link add wire-far type veth peer name nic0 netns far');
    expect(at('ip netns add core')).toBeLessThan(made);
    expect(at('link add wire type bridge')).toBeLessThan(made);
    expect(made).toBeLessThan(at('address add 10.0.0.2/24 brd + dev nic0'));
    expect(at('link add wire-host type veth peer name nic0 netns 1')).toBeLessThan(
      at('address add 10.0.0.1/24 brd + dev nic0'),
    );
    expect(at('route add default via 10.0.0.1')).toBeGreaterThan(made);
  });

  test('has what the plan has and no more', () => {
    expect(script).toContain('conf_of host 0.0.0.0:8000');
    expect(knownNames(topology)).toEqual({ hosts: '10.0.0.1 host\n10.0.0.2 far', resolvers: '' });
    expect(script.match(/FORWARD DROP/g)).toHaveLength(2);
  });
});

describe('no lab can be like this', () => {
  const cases: readonly [string, LabPlan][] = [
    ['nobody types anything', withNodes(far, core)],
    ['two nodes of one name', withNodes(host, far, core, far)],
    [
      'a card on a LAN that is not there',
      withNodes({ ...host, links: [{ name: 'x', lan: 'air', addresses: [] }] }, core),
    ],
    ['a switch in a node that is not there', withNodes(host, far)],
    ['a cable with too long a name', withNodes(host, core, { ...far, name: 'a-far-away-node' })],
    ['a switch of another place', withNodes({ ...host, sysctls: { 'ipv4/../../kernel/x': 1 } }, far, core)],
    [
      'a name server for no zone',
      withNodes({ ...host, names: { listen: '10.0.0.1', zone: '', address: '10.0.0.1' } }, far, core),
    ],
    ['an image that is an option', { ...plan, image: '--privileged' }],
  ];
  test.each(cases)('%s', (_, one) => {
    expect(planProblem(one)?.id).toBe('lab.plan.value');
  });

  test('but like this', () => {
    expect(planProblem(plan)).toBeUndefined();
  });
});

test('nothing of an accepted plan can be more than one word for the shell', () => {
  const any = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab0.-_:/ $`"\'\\\n;|&<>*?') }));
  const places: readonly ((word: string) => LabPlan)[] = [
    (image) => ({ ...plan, image }),
    (name) => withNodes(host, { ...far, name }, core),
    (name) => withNodes({ ...host, links: [{ name, lan: 'wire', addresses: [] }] }, far, core),
    (one) => withNodes({ ...host, links: [{ name: 'x', lan: 'wire', addresses: [one] }] }, far, core),
    (one) => withNodes({ ...host, loopback: [one] }, far, core),
    (via) => withNodes({ ...host, via }, far, core),
    (path) => withNodes({ ...host, sysctls: { [path]: 1 } }, far, core),
    (one) => withNodes({ ...host, web: [one] }, far, core),
    (zone) => withNodes({ ...host, names: { listen: '10.0.0.1', zone, address: '10.0.0.1' } }, far, core),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), any, (place, word) => {
      if (planProblem(place(word)) === undefined) expect(word).toMatch(/^[A-Za-z0-9_.:/-]+$/);
    }),
  );
});

test('says in which values two plans differ', () => {
  const values = { uplink: 'nic0', port: 8000 };
  expect(planDifference(values, { ...values })).toBe('');
  expect(planDifference({ uplink: 'eth1', port: 80 }, values)).toBe('uplink=eth1, port=80');
});
