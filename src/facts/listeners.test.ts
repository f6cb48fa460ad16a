import { expect, test } from 'vitest';
import { listeners } from './listeners.ts';
import { observation, reading } from './testing/captured.ts';

test('the web server of a container', () => {
  expect(reading('wired', listeners('c1'))).toContainEqual({
    address: '0.0.0.0',
    port: 80,
    program: 'nginx',
    pid: expect.any(Number),
  });
});

/** Spellings of `ss -Hltnp` (iproute2 6.1), programs hidden in the last one. */
const spellings = `LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("nginx",pid=6,fd=6),("nginx",pid=5,fd=6))
LISTEN 0      4096   127.0.0.53%lo:53        0.0.0.0:*    users:(("systemd-resolve",pid=1,fd=14))
LISTEN 0      1                  *:8080            *:*    users:(("busybox",pid=30780,fd=3))
LISTEN 0      128             [::]:22           [::]:*
`;

test('every spelling of an address', () => {
  const read = listeners('host').parse(observation({ stdout: spellings }), { nonce: 'feed' });
  expect(read.ok && read.value).toEqual([
    { address: '0.0.0.0', port: 80, program: 'nginx', pid: 6 },
    { address: '127.0.0.53', port: 53, program: 'systemd-resolve', pid: 1 },
    { address: '*', port: 8080, program: 'busybox', pid: 30780 },
    { address: '::', port: 22 },
  ]);
});
