import { describe, expect, test } from 'vitest';
import { planProblem } from '../src/lab/topology.ts';
import { defaultParams, type Params } from './params/params.ts';
import { labPlan } from './topology.ts';

function planOf(over: Partial<Params> = {}) {
  const plan = labPlan({ ...defaultParams, ...over });
  if (!plan.ok) throw new Error(plan.error.id);
  return plan.value;
}
const nodeOf = (name: string, over: Partial<Params> = {}) =>
  planOf(over).topology.nodes.find((node) => node.name === name);

test('the default plan is the network of the source document', () => {
  const plan = planOf();
  expect(planProblem(plan)).toBeUndefined();
  expect(plan.values).toEqual({
    uplink: 'ens33',
    hostAddress: '192.168.1.61',
    outsideAddress: '192.168.1.50',
    port: 5678,
    hostServicePort: 9000,
    site: 'www.baidu.com',
    image: 'nginx:1.13.3-alpine',
  });
  expect(nodeOf('host')).toMatchObject({
    links: [{ name: 'ens33', lan: 'lan', addresses: ['192.168.1.61/24'] }],
    via: '192.168.1.1',
    forward: 'DROP',
    web: ['0.0.0.0:9000'],
  });
  expect(nodeOf('outside')).toMatchObject({ via: '192.168.1.1', everywhere: ['192.168.1.128/26'] });
  expect(nodeOf('outside')?.web?.slice(0, 4)).toEqual([
    ...['192.168.1.50:80', '192.168.1.50:5678'],
    ...['192.168.1.130:80', '192.168.1.130:2146'],
  ]);
  expect(nodeOf('internet')).toMatchObject({
    loopback: ['203.0.113.80/32'],
    unrouted: ['0.0.0.0/0'],
    sysctls: { 'ipv4/ip_forward': 1 },
    everywhere: ['203.0.113.128/26'],
    names: { listen: '192.168.1.1', zone: 'baidu.com', address: '203.0.113.80' },
  });
});

test('the router takes the first address that is free', () => {
  const routers = [
    nodeOf('host'),
    nodeOf('host', { hostAddress: '192.168.1.1' }),
    nodeOf('host', { hostAddress: '192.168.1.254', outsideAddress: '192.168.1.1' }),
  ].map((node) => node?.via);
  expect(routers).toEqual(['192.168.1.1', '192.168.1.254', '192.168.1.253']);
});

test('a port that is published at 80 is listened to once', () => {
  const web = nodeOf('outside', { port: 80 })?.web?.filter((one) => one.startsWith('192.168.1.50:'));
  expect(web).toEqual(['192.168.1.50:80']);
});

describe('no lab can be like this', () => {
  const cases: readonly [Partial<Params>, string][] = [
    [{ outsideAddress: '192.168.2.50' }, 'lab.plan.lan'],
    [{ hostAddress: '192.168.1.255' }, 'lab.plan.address'],
    [{ hostAddress: '127.0.0.5', outsideAddress: '127.0.0.6' }, 'lab.plan.address'],
    [{ hostAddress: '203.0.113.5', outsideAddress: '203.0.113.6' }, 'lab.plan.address'],
    [{ hostAddress: '224.0.0.5', outsideAddress: '224.0.0.6' }, 'lab.plan.address'],
    [{ hostAddress: '10.0.0.1; reboot' }, 'lab.plan.address'],
    [{ uplink: '$(reboot)' }, 'lab.plan.value'],
    [{ site: 'a b' }, 'lab.plan.value'],
    [{ image: '--privileged' }, 'lab.plan.value'],
  ];
  test.each(cases)('%j', (over, id) => {
    const plan = labPlan({ ...defaultParams, ...over });
    expect((plan.ok ? planProblem(plan.value) : plan.error)?.id).toBe(id);
  });
});
