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
