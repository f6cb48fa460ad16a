import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultPlan, planDifference, planEnvironment, planProblem, routerOf, type SandboxPlan } from './plan.ts';

const plan = (over: Partial<SandboxPlan>): SandboxPlan => ({ ...defaultPlan, ...over });

test('the default plan is the network of the source document', () => {
  expect(planProblem(defaultPlan)).toBeUndefined();
  expect(planEnvironment(defaultPlan)).toEqual({
    BW_UPLINK: 'ens33',
    BW_HOST: '192.168.1.61',
    BW_OUTSIDE: '192.168.1.50',
    BW_ROUTER: '192.168.1.1',
    BW_INTERNET: '203.0.113.80',
    BW_OUTSIDE_PORTS: '80 5678',
    BW_SERVICE_PORT: '9000',
    BW_ZONE: 'baidu.com',
    BW_IMAGE: 'nginx:1.13.3-alpine',
  });
});

test('the router takes the first address that is free', () => {
  const routers = [
    plan({}),
    plan({ hostAddress: '192.168.1.1' }),
    plan({ hostAddress: '192.168.1.254', outsideAddress: '192.168.1.1' }),
  ].map(routerOf);
  expect(routers).toEqual(['192.168.1.1', '192.168.1.254', '192.168.1.253']);
});

test('a port that is published at 80 is listened to once', () => {
  expect(planEnvironment(plan({ port: 80 }))['BW_OUTSIDE_PORTS']).toBe('80');
});

describe('no lab can be like this', () => {
  const cases: readonly [Partial<SandboxPlan>, string][] = [
    [{ outsideAddress: '192.168.2.50' }, 'lab.plan.lan'],
    [{ hostAddress: '192.168.1.255' }, 'lab.plan.address'],
    [{ hostAddress: '127.0.0.5', outsideAddress: '127.0.0.6' }, 'lab.plan.address'],
    [{ hostAddress: '203.0.113.5', outsideAddress: '203.0.113.6' }, 'lab.plan.address'],
    [{ hostAddress: '224.0.0.5', outsideAddress: '224.0.0.6' }, 'lab.plan.address'],
    [{ hostAddress: '10.0.0.1; reboot' }, 'lab.plan.value'],
    [{ uplink: '$(reboot)' }, 'lab.plan.value'],
    [{ site: 'a b' }, 'lab.plan.value'],
    [{ image: '--privileged' }, 'lab.plan.value'],
  ];
  test.each(cases)('%j', (over, id) => {
    expect(planProblem(plan(over))?.id).toBe(id);
  });
});

test('nothing of an accepted plan can be more than one word for the shell', () => {
  const any = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'ab0.-_:/ $`"\'\\\n;|&<>*?') }));
  const key = fc.constantFrom('uplink', 'hostAddress', 'outsideAddress', 'site', 'image');
  fc.assert(
    fc.property(key, any, (name, value) => {
      const made = plan({ [name]: value });
      if (planProblem(made)) return;
      for (const word of Object.values(planEnvironment(made))) expect(word).toMatch(/^[A-Za-z0-9_.:/ -]+$/);
    }),
  );
});

test('says in which values two plans differ', () => {
  expect(planDifference(defaultPlan, plan({}))).toBe('');
  expect(planDifference(plan({ uplink: 'eth1', port: 80 }), defaultPlan)).toBe('uplink=eth1, port=80');
});
