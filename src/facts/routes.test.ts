import { expect, test } from 'vitest';
import { routes } from './routes.ts';
import { observation, reading } from './testing/captured.ts';

test('routes of a container: the default one, and the one that came with its address', () => {
  expect(reading('wired', routes('c1'))).toEqual([
    {
      dst: 'default',
      type: 'unicast',
      gateway: '172.18.0.1',
      dev: 'eth0',
      protocol: 'boot',
      scope: 'global',
      flags: [],
    },
    {
      dst: '172.18.0.0/16',
      type: 'unicast',
      dev: 'eth0',
      protocol: 'kernel',
      scope: 'link',
      source: '172.18.0.2',
      flags: [],
    },
  ]);
});

test('a namespace without routes has an empty list', () => {
  expect(routes('c1').parse(observation({ stdout: '[ ]' }), { nonce: 'feed' })).toEqual({ ok: true, value: [] });
});

test('what a route says of lengths: ip route add 10.1.0.0/16 via 10.0.0.2 mtu 1400 advmss 1300', () => {
  const stdout =
    '[{"type":"unicast","dst":"10.1.0.0/16","gateway":"10.0.0.2","dev":"br9","protocol":"boot","scope":"global","flags":[],"metrics":[{"mtu":1400,"advmss":1300}]}]';
  expect(routes('c1').parse(observation({ stdout }), { nonce: 'feed' })).toMatchObject({
    value: [{ dst: '10.1.0.0/16', mtu: 1400, advmss: 1300 }],
  });
});
