import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  accessLog,
  conntrack,
  containers,
  dns,
  type FactRequest,
  fdb,
  fetch,
  interfaces,
  listeners,
  neighbours,
  optional,
  routeGet,
  routes,
  ruleset,
  sysctls,
} from '../facts/index.ts';
import { newNonce, planFingerprint, planRound } from './plan.ts';

const everyKind: readonly FactRequest<unknown>[] = [
  accessLog(),
  conntrack('c1'),
  containers(),
  dns('c1', 'www.baidu.com'),
  fdb('br0'),
  fetch({ from: 'c1', url: 'http://172.18.0.3/' }),
  fetch({ from: 'c1', url: 'http://172.18.0.3/', via: 'exec' }),
  interfaces('outside'),
  listeners('c1'),
  neighbours('c1'),
  routeGet('host', '192.168.1.50', { from: '172.18.0.2', iif: 'br0' }),
  routes('c1'),
  ruleset('c1'),
  sysctls('c1'),
];

test.each(['sh', 'bash'])('the script of every kind of fact is right in the eyes of %s', (shell) => {
  for (const { script } of [planRound(everyKind), planRound([]), planFingerprint()]) {
    const read = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
    expect([read.stderr, read.status]).toEqual(['', 0]);
  }
});

test('what several checks need is observed once', () => {
  const plan = planRound([interfaces('c1'), optional(interfaces('c1')), interfaces('c2'), interfaces('c1')]);
  expect(plan.requests.map(({ key }) => key)).toEqual(['interfaces:c1', 'interfaces:c2']);
  expect(plan.script.match(/ip -j -d addr/g)).toHaveLength(2);
});

test('every kind of fact has a key of its own', () => {
  expect(planRound(everyKind).requests).toHaveLength(everyKind.length);
});

test('no two rounds have the same nonce', () => {
  const nonces = Array.from({ length: 100 }, () => newNonce());
  expect(new Set(nonces).size).toBe(100);
  expect(nonces.every((nonce) => /^[0-9a-f]{16}$/.test(nonce))).toBe(true);
});
