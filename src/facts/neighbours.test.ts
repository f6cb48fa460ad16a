import { expect, test } from 'vitest';
import { fdb } from './fdb.ts';
import { interfaces } from './interfaces.ts';
import { neighbours } from './neighbours.ts';
import { observation, reading } from './testing/captured.ts';

test('who answered ARP is known by its MAC', () => {
  const bridge = reading('wired', interfaces('host')).find(({ name }) => name === 'br0');
  const gateway = reading('wired', neighbours('c1')).find(({ address }) => address === '172.18.0.1');
  expect(gateway).toMatchObject({ dev: 'eth0', mac: bridge?.mac });
});

test('who did not answer has no MAC', () => {
  const stdout = '[{"dst":"172.18.0.5","dev":"br0","state":["FAILED"]}]';
  const read = neighbours('host').parse(observation({ stdout }), { nonce: 'feed' });
  expect(read).toEqual({ ok: true, value: [{ address: '172.18.0.5', dev: 'br0', states: ['FAILED'] }] });
});

test("a bridge has learned the containers' addresses from their frames", () => {
  const inner = reading('wired', interfaces('c1')).find(({ name }) => name === 'eth0');
  const learned = reading('wired', fdb('br0')).filter((entry) => entry.learned);
  expect(learned.find(({ mac }) => mac === inner?.mac)?.dev).toBe('veth1');
  expect(learned.some(({ dev }) => dev === 'br0')).toBe(false);
});
