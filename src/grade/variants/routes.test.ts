import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { networksIn } from './routes.ts';

// In `unshare -n`, with a veth pair ens33, a bridge docker0 without a port, a tun0 with both halves of a default route, and
// `ip route add unreachable 10.98.0.0/16`: cat /proc/net/route
const captured = readFileSync(new URL('fixtures/proc-net-route.txt', import.meta.url), 'utf8');

test('the networks of a machine, as the kernel lists them; a default route is none, whole or in halves', () => {
  expect(networksIn(captured)).toEqual([
    { cidr: '10.8.0.0/24', device: 'tun0' },
    { cidr: '10.98.0.0/16', device: '*' },
    { cidr: '172.17.0.0/16', device: 'docker0' },
    { cidr: '192.168.0.5/32', device: 'tun0' },
    { cidr: '192.168.1.0/24', device: 'ens33' },
  ]);
  expect(networksIn('')).toEqual([]);
});
