import { afterAll, beforeAll, expect, test } from 'vitest';
import { here as course } from '../../testing/one-host/here.ts';
import type { LabFailure } from '../lab.ts';
import { createHere } from './here.ts';
import type { Machine } from './machine/machine.ts';
import { type Played, playMachine } from './testing/played.ts';

let played: Played;
beforeAll(async () => {
  played = await playMachine('permission', { declared: false });
});
afterAll(() => played?.discard());

const here = (more: { machine?: Machine; disposable?: boolean } = {}) =>
  createHere({ course, home: played.home, machine: played.machine, ...more });
const refusal = async (more?: Parameters<typeof here>[0]): Promise<LabFailure | undefined> => {
  const up = await here(more).up(() => {});
  return up.ok ? undefined : up.error;
};
const declare =
  'mkdir -p /etc/bridgework; echo yes >/etc/bridgework/disposable; chmod 755 /etc/bridgework; chmod 644 /etc/bridgework/disposable; chown -R 0:0 /etc/bridgework';
const untouched = () =>
  played.sh('ip -br link; ls /run/netns /run/bridgework 2>/dev/null; iptables -S; cat /proc/sys/net/ipv4/ip_forward');

test('a machine that nobody declared is not touched; the sandbox is offered instead', async () => {
  const before = await untouched();
  const refused = await refusal();
  expect(refused).toMatchObject({ code: 'not-disposable', text: { id: 'lab.here.not-declared' } });
  expect(refused?.fix).toContain('--lab default');
  expect(await untouched()).toBe(before);
});

test.each([
  ['by a file that anybody may write', 'chmod 666 /etc/bridgework/disposable'],
  ['by a file of somebody else’s', 'chown 1000 /etc/bridgework/disposable'],
  ['in a folder that a group may write', 'chmod 775 /etc/bridgework'],
  ['in a folder of somebody else’s', 'chown 1000 /etc/bridgework'],
  ['by a link', 'mv /etc/bridgework/disposable /etc/bridgework/other; ln -s other /etc/bridgework/disposable'],
  ['by a folder', 'rm /etc/bridgework/disposable; mkdir /etc/bridgework/disposable'],
])('a declaration does not count when made %s', async (_, spoil) => {
  await played.sh(`${declare}; ${spoil}`);
  expect(await refusal()).toMatchObject({ code: 'not-disposable', text: { id: 'lab.here.bad-declaration' } });
  await played.sh('rm -rf /etc/bridgework');
});

test('without root it says how to get it', async () => {
  await played.sh(declare);
  const machine: Machine = {
    ...played.machine,
    enter: (argv) => played.machine.enter(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', ...argv]),
  };
  expect(await refusal({ machine })).toMatchObject({ code: 'not-root', fix: expect.stringContaining('sudo') });
  await played.sh('rm -rf /etc/bridgework');
});

test('its owner may say so on the command line; who uses the lab then needs no more words', async () => {
  expect(await refusal({ disposable: true })).toBeUndefined();
  expect((await here().status()).state).toBe('up');
  expect((await here().run('true', { timeoutMs: 5_000 })).ok).toBe(true);
  expect(await here().down()).toEqual({ ok: true, value: undefined });
  expect(await refusal()).toMatchObject({ code: 'not-disposable' });
});

test('what the lab needs and somebody else has is not taken from them', async () => {
  await played.sh(`${declare}; ip netns add outside`);
  expect(await refusal()).toMatchObject({ code: 'name-taken' });
  await played.sh('ip netns del outside; ip link add lab-lan type bridge');
  expect(await refusal()).toMatchObject({ code: 'name-taken' });
  await played.sh('ip link del lab-lan');
});

test('a machine without a way out, or with an engine that is elsewhere, is told', async () => {
  await played.sh('ip route del default');
  expect(await refusal()).toMatchObject({ code: 'no-uplink' });
  await played.sh('ip route add default via 192.168.1.1; mv /run/docker.sock /run/away.sock');
  expect(await refusal()).toMatchObject({ code: 'no-docker' });
  await played.sh('mv /run/away.sock /run/docker.sock');
});
