import { expect, test } from 'vitest';
import { routeGet } from './route-get.ts';
import { observation, reading } from './testing/captured.ts';

test.each([
  [
    'c1',
    '192.168.1.50',
    {},
    { found: true, dev: 'eth0', type: 'unicast', gateway: '172.18.0.1', source: '172.18.0.2' },
  ],
  ['host', '172.18.0.1', {}, { found: true, dev: 'lo', type: 'local', source: '172.18.0.1' }],
  ['host', '192.168.1.50', { from: '172.18.0.2', iif: 'br0' }, { found: true, dev: 'ens33', type: 'unicast' }],
])('%s asks for the way to %s', (node, dst, question, answer) => {
  expect(reading('wired', routeGet(node, dst, question))).toEqual(answer);
});

test.each([
  ['198.51.100.1', 'prohibited', 'Permission denied'],
  ['198.51.100.2', 'invalid', 'Invalid argument'],
  ['198.51.100.3', 'unreachable', 'Network is unreachable'],
])("the kernel's no for %s is %s", (dst, errno, message) => {
  expect(reading('troubled', routeGet('c1', dst))).toEqual({ found: false, errno, message });
});

test('nothing comes in through a device that does not exist', () => {
  const answer = reading('troubled', routeGet('host', '192.168.1.50', { from: '172.18.0.2', iif: 'nobr' }));
  expect(answer).toEqual({ found: false, errno: 'other', message: 'Cannot find device "nobr"' });
});

test('other trouble of the tool is no answer', () => {
  const seen = observation({ exitCode: 1, stderr: 'Error: argument "x" is wrong.\n' });
  expect(routeGet('c1', '10.0.0.1').parse(seen, { nonce: 'feed' }).ok).toBe(false);
});
