import { expect, test } from 'vitest';
import { sysctls } from './sysctls.ts';
import { observation, reading } from './testing/captured.ts';

test('every interface has its switches', () => {
  const { ipForward, bridgeNfCallIptables, conf } = reading('wired', sysctls('host'));
  expect({ ipForward, bridgeNfCallIptables }).toEqual({ ipForward: true, bridgeNfCallIptables: 1 });
  expect(Object.keys(conf)).toEqual(expect.arrayContaining(['all', 'default', 'br0', 'ens33', 'lo', 'veth1', 'veth2']));
  expect(conf['br0']).toEqual({ forwarding: true, rpFilter: 0, routeLocalnet: false });
});

test('a container has its own', () => {
  const { ipForward, conf } = reading('wired', sysctls('c1'));
  expect([ipForward, Object.keys(conf).sort()]).toEqual([false, ['all', 'default', 'eth0', 'lo']]);
});

test('without br_netfilter there is no such switch, and grep says so by its exit code', () => {
  const stdout = 'ipv4/ip_forward:0\nipv4/conf/eth0.7/rp_filter:2\nipv4/conf/__proto__/rp_filter:1\n';
  const read = sysctls('host').parse(observation({ stdout, exitCode: 2 }), { nonce: 'feed' });
  expect(read.ok && read.value.bridgeNfCallIptables).toBeUndefined();
  expect(read.ok && read.value.conf['eth0.7']?.rpFilter).toBe(2);
});

test('nothing that looks like a switch is unreadable', () => {
  expect(sysctls('host').parse(observation({ exitCode: 2 }), { nonce: 'feed' }).ok).toBe(false);
});

test('what changes the handling of long packets is told only where it is not as a namespace begins', () => {
  const read = (stdout: string) => sysctls('host').parse(observation({ stdout, exitCode: 0 }), { nonce: 'feed' });
  const usual = 'ipv4/ip_forward:0\nipv4/ip_no_pmtu_disc:0\nipv4/tcp_mtu_probing:0\nipv4/ip_forward_use_pmtu:0\n';
  expect(read(usual)).toEqual({ ok: true, value: { ipForward: false, conf: {} } });
  expect(read(usual.replace('probing:0', 'probing:1'))).toMatchObject({
    value: { unusualMtu: ['net.ipv4.tcp_mtu_probing = 1'] },
  });
});
