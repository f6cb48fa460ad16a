import { beforeAll, describe, expect, test } from 'vitest';
import { planExamination } from '../../src/doctor/examine.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Finding } from '../../src/lab/lab.ts';
import { pitfalls } from './index.ts';
import { examinationOf, examined, type Look, runThere } from './testing/machine.ts';

interface Case extends Look {
  readonly id: string;
  /** Words of the English message that only this machine gives. */
  readonly shows?: string;
  /** Its fix is a command that changes the machine: after it the finding is gone. */
  readonly isFixable?: true;
  /** The lab sees to it itself: a finding only while it is up. */
  readonly byLab?: true;
}

/** A second NIC of the machine. */
const second =
  'ip link add ens37 type veth peer name lan2; ip link set lan2 up; ip link set ens37 up; ip address add 10.9.0.5/24 dev ens37';
const renamed = (name: string): string =>
  `ip link set ens33 down; ip link set ens33 name ${name}; ip link set ${name} up; ip route add default via 192.168.1.1`;
/** A process that the kernel knows by this name. */
const running = (name: string): string =>
  `cp "$(command -v sleep)" /run/t/${name}; /run/t/${name} 1000 & until grep -qsx ${name.slice(0, 15)} /proc/[0-9]*/comm; do :; done`;
const without = (program: string): string => `mount --bind /dev/null "$(command -v ${program})"`;
/** A program that comes before the machine's own of this name; `make` is a command that is given its place. */
const ahead = (name: string, make: string): string =>
  `mkdir -p /run/t/ahead; ${make} /run/t/ahead/${name}; mount -t overlay -o lowerdir=/run/t/ahead:/usr/sbin,userxattr overlay /usr/sbin`;
const listening =
  'sleep 1000 | busybox nc -l -p 5678 >/dev/null & until ss -Hltn sport = :5678 | grep -q .; do :; done';

const there: readonly Case[] = [
  { id: 'not-root', launch: 'exec unshare -U sh', shows: 'uid 65534' },
  { id: 'no-brctl', setup: without('brctl') },
  { id: 'no-nsenter', setup: without('nsenter') },
  { id: 'no-conntrack', setup: without('conntrack') },
  { id: 'no-script', setup: without('script') },
  { id: 'programs', setup: without('curl'), shows: 'curl' },
  {
    id: 'kernel-parts',
    setup:
      'zcat /proc/config.gz | grep -v MASQUERADE | gzip >/run/t/config.gz; mount --bind /run/t/config.gz /proc/config.gz',
    shows: 'xt_MASQUERADE',
  },
  {
    id: 'conntrack-room',
    setup: 'echo 100 >/run/t/max; mount --bind /run/t/max /proc/sys/net/netfilter/nf_conntrack_max',
    shows: '100 may be',
  },
  {
    id: 'memory',
    setup:
      "printf 'MemTotal: 1000000 kB\\nMemAvailable:   200000 kB\\n' >/run/t/mem; mount --bind /run/t/mem /proc/meminfo",
    shows: '204 MB',
  },
  { id: 'disk', setup: 'mount -t tmpfs -o size=20m none /var/lib', shows: '20 MB' },
  {
    id: 'selinux',
    setup: 'mount -t tmpfs none /sys/fs; mkdir /sys/fs/selinux; echo 1 >/sys/fs/selinux/enforce',
    shows: 'enforcing',
  },
  { id: 'container', setup: `touch /run/.containerenv; ${without('unshare')}`, shows: '(podman)' },
  { id: 'busybox-ip', setup: ahead('ip', 'ln -s "$(command -v busybox)"'), shows: 'busybox' },
  { id: 'docker-snap', setup: ahead('docker', 'touch /run/t/snap; chmod 755 /run/t/snap; ln -s /run/t/snap') },
  {
    id: 'docker-podman',
    setup: ahead(
      'docker',
      `printf '#!/bin/sh\\nexec /usr/bin/podman "$@"\\n' >/run/t/shim; chmod 755 /run/t/shim; ln -s /run/t/shim`,
    ),
  },
  {
    id: 'docker-context',
    setup: `mkdir /run/t/.docker; echo '{ "currentContext": "desktop-linux" }' >/run/t/.docker/config.json`,
    shows: 'desktop-linux',
  },
  {
    id: 'inotify',
    setup: 'echo 16 >/run/t/few; mount --bind /run/t/few /proc/sys/fs/inotify/max_user_instances',
    shows: '16 inotify instances',
  },
  { id: 'engine-down' },
  { id: 'engine-elsewhere', setup: 'export DOCKER_HOST=tcp://192.168.1.50:2375', shows: 'tcp://192.168.1.50:2375' },
  { id: 'proxy', setup: 'export http_proxy=http://192.168.1.9:3128', shows: 'http_proxy' },
  { id: 'eth0-exists', setup: 'ip link add eth0 type veth peer name other', shows: 'veth' },
  { id: 'eth0-is-uplink', setup: renamed('eth0') },
  { id: 'no-uplink', setup: 'ip route del default' },
  { id: 'uplink-name', setup: renamed('enp0s3'), shows: 'enp0s3' },
  {
    id: 'host-address',
    setup:
      'ip address flush dev ens33; ip address add 192.168.1.77/24 dev ens33; ip route replace default via 192.168.1.1',
    shows: '192.168.1.77',
  },
  { id: 'two-nics', setup: second, shows: 'ens37' },
  { id: 'small-mtu', setup: 'ip link set ens33 mtu 1400', shows: '1400' },
  { id: 'public-uplink', setup: 'ip address add 11.22.33.44/24 dev ens33', shows: '11.22.33.44' },
  {
    id: 'subnet-docker',
    setup:
      'ip link add br-0123456789ab type bridge; ip link set br-0123456789ab up; ip address add 172.18.0.1/16 dev br-0123456789ab',
    shows: '172.18.0.0/16 on br-0123456789ab',
  },
  { id: 'subnet-route', setup: `${second}; ip route add 172.16.0.0/12 dev ens37`, shows: '172.16.0.0/12 by ens37' },
  {
    id: 'gateway-mask',
    setup: 'ip link add br0 type bridge; ip address add 172.18.0.1 dev br0',
    shows: '172.18.0.1/32',
    isFixable: true,
  },
  { byLab: true, id: 'forwarding-off', setup: 'echo 0 >/proc/sys/net/ipv4/ip_forward', isFixable: true },
  {
    byLab: true,
    id: 'forwarding-interface',
    setup: 'echo 0 >/proc/sys/net/ipv4/conf/ens33/forwarding',
    shows: 'ens33',
    isFixable: true,
  },
  {
    byLab: true,
    id: 'bridge-filter-off',
    setup: 'echo 0 >/proc/sys/net/bridge/bridge-nf-call-iptables',
    isFixable: true,
  },
  {
    id: 'strict-source',
    setup: `${second}; echo 1 >/proc/sys/net/ipv4/conf/ens37/rp_filter`,
    shows: 'ens37',
    isFixable: true,
  },
  { id: 'loopback-leaves', setup: 'echo 1 >/proc/sys/net/ipv4/conf/all/route_localnet', isFixable: true },
  {
    id: 'ipv6-way',
    setup: 'ip -6 address add 2001:db8::2/64 dev ens33 nodad; ip -6 route add default via 2001:db8::1 dev ens33',
  },
  { id: 'other-bridges', setup: 'ip link add virbr0 type bridge', shows: 'virbr0', isFixable: true },
  { id: 'forward-open', setup: 'iptables -P FORWARD ACCEPT; iptables -A FORWARD -j ACCEPT', shows: '-j ACCEPT' },
  { id: 'two-iptables', setup: 'iptables-legacy -A FORWARD -s 10.0.0.0/8 -j DROP', shows: 'filter FORWARD' },
  {
    id: 'native-filter',
    setup:
      "nft flush ruleset; nft add table ip filter; nft 'add chain ip filter FORWARD { type filter hook forward priority 10; }'",
    shows: 'FORWARD',
    isFixable: true,
  },
  {
    id: 'second-chain',
    setup:
      "nft add table inet firewalld; nft 'add chain inet firewalld filter_FORWARD { type filter hook forward priority 10; }'; nft add rule inet firewalld filter_FORWARD reject with icmpx type admin-prohibited",
    shows: 'inet firewalld filter_FORWARD',
  },
  { id: 'input-closed', setup: 'iptables -P INPUT DROP', shows: 'policy drop', isFixable: true },
  {
    id: 'second-chain',
    setup:
      "nft add table ip shop; nft 'add chain ip shop forward { type filter hook forward priority 10; policy drop; }'",
    shows: 'ip shop forward: policy drop',
    isFixable: true,
  },
  {
    id: 'second-chain',
    setup:
      "nft add table ip shop; nft 'add chain ip shop forward { type filter hook forward priority 10; }'; nft add rule ip shop forward ip daddr 172.18.0.0/16 drop",
    shows: 'ip shop forward: ip daddr 172.18.0.0/16',
    isFixable: true,
  },
  { id: 'ufw-forward', setup: 'iptables -N ufw-before-forward; iptables -A FORWARD -j ufw-before-forward' },
  {
    id: 'forward-reject',
    setup: 'iptables -A FORWARD -j REJECT --reject-with icmp-host-prohibited',
    shows: 'icmp-host-prohibited',
    isFixable: true,
  },
  {
    id: 'raw-drop',
    setup: 'iptables -t raw -A PREROUTING -d 172.18.0.2/32 ! -i br-0123456789ab -j DROP',
    shows: 'br-0123456789ab',
    isFixable: true,
  },
  {
    byLab: true,
    id: 'bridge-mac',
    setup: `${running('systemd-udevd')}; printf '[Match]\\nOriginalName=*\\n\\n[Link]\\nMACAddressPolicy=persistent\\n' >/etc/systemd/network/99-default.link`,
    shows: '99-default.link',
    isFixable: true,
  },
  { id: 'network-manager', setup: running('NetworkManager'), isFixable: true },
  {
    id: 'networkd',
    setup: `${running('systemd-networkd')}; printf '[Match]\\nName=*\\n[Network]\\nDHCP=yes\\n' >/etc/systemd/network/20-all.network`,
    shows: '20-all.network',
    isFixable: true,
  },
  { id: 'loopback-resolver', setup: 'echo nameserver 127.0.0.1 >/etc/resolv.conf', shows: '127.0.0.1' },
  { id: 'bridge-left', setup: 'ip link add br0 type bridge', isFixable: true },
  { id: 'veth-left', setup: 'ip link add veth2 type veth peer name other', shows: 'veth2', isFixable: true },
  { id: 'bridge-waits', setup: 'ip link add br0 type bridge stp_state 1', isFixable: true },
  {
    id: 'rules-twice',
    setup: 'for n in 1 2; do iptables -A INPUT -p icmp -j ACCEPT; done',
    shows: '-p icmp',
    isFixable: true,
  },
  {
    id: 'flows-left',
    setup:
      'conntrack -I -p tcp -s 192.168.1.50 -d 192.168.1.61 --sport 4000 --dport 5678 --state ESTABLISHED -t 600 >&2',
    shows: 'port 5678 are still tracked: 1',
    isFixable: true,
  },
  { id: 'port-listening', setup: listening, shows: ':5678' },
  {
    id: 'port-translated',
    setup: 'iptables -t nat -A PREROUTING -p tcp --dport 5678 -j DNAT --to-destination 10.0.0.2:80',
    shows: '10.0.0.2:80',
  },
  {
    id: 'port-used',
    setup: `${listening}; sleep 1000 | busybox nc 127.0.0.1 5678 & until ss -Htn state established dport = :5678 | grep -q .; do :; done`,
    shows: '127.0.0.1:5678',
  },
  { id: 'listened-to', setup: 'ip link set ens33 promisc on', shows: 'ens33', isFixable: true },
];

/** States that look like a pitfall and hurt nobody. */
const harmless: readonly (Case & { readonly but: string })[] = [
  {
    id: 'two-nics',
    but: 'a VPN that is down',
    setup: 'ip link add tun0 type veth peer name tun1; ip address add 10.8.0.2/24 dev tun0',
  },
  { id: 'subnet-route', but: 'a route beside it', setup: 'ip route add 172.19.0.0/16 via 192.168.1.1' },
  {
    id: 'subnet-docker',
    but: 'the network after it, as Docker chooses when br0 is there',
    setup:
      'ip link add br-0123456789ab type bridge; ip link set br-0123456789ab up; ip address add 172.19.0.1/16 dev br-0123456789ab',
  },
  {
    id: 'other-bridges',
    but: "Docker's own",
    setup: 'ip link add docker0 type bridge; ip link add br-0123456789ab type bridge',
  },
  {
    id: 'other-bridges',
    but: 'a bridge that is let through, as libvirt does',
    setup: 'ip link add virbr0 type bridge; iptables -A FORWARD -i virbr0 -o virbr0 -j ACCEPT',
  },
  {
    id: 'strict-source',
    but: 'strictness with one way out',
    setup: 'echo 1 >/proc/sys/net/ipv4/conf/all/rp_filter',
  },
  {
    id: 'forward-open',
    but: 'an open policy above a rule that drops',
    setup: 'iptables -P FORWARD ACCEPT; iptables -A FORWARD -j DROP',
  },
  { id: 'two-iptables', but: 'empty tables of the other one', setup: 'iptables-legacy -L -n >/dev/null' },
  {
    id: 'native-filter',
    but: 'a table of somebody’s own',
    setup: 'nft add table ip mine; nft add chain ip mine FORWARD',
  },
  {
    id: 'second-chain',
    but: 'a firewall that trusts the bridge',
    setup:
      "nft add table inet firewalld; nft 'add chain inet firewalld filter_FORWARD { type filter hook forward priority 10; policy drop; }'; nft add rule inet firewalld filter_FORWARD iifname br0 accept; nft add rule inet firewalld filter_FORWARD oifname br0 accept",
  },
  {
    id: 'input-closed',
    but: 'a host that takes what its bridge brings',
    setup: 'iptables -P INPUT DROP; iptables -A INPUT -i br0 -j ACCEPT',
  },
  { id: 'forward-reject', but: 'a reject of one port', setup: 'iptables -A FORWARD -p tcp --dport 25 -j REJECT' },
  {
    id: 'raw-drop',
    but: 'a drop for another container',
    setup: 'iptables -t raw -A PREROUTING -d 172.17.0.2/32 ! -i docker0 -j DROP',
  },
  {
    id: 'bridge-mac',
    but: 'a policy without udev',
    setup:
      "printf '[Match]\\nOriginalName=*\\n[Link]\\nMACAddressPolicy=persistent\\n' >/etc/systemd/network/99-default.link",
  },
  {
    id: 'bridge-mac',
    but: 'what the lab itself tells udev',
    setup: `${running('systemd-udevd')}; mkdir -p /run/systemd/network
printf '[Match]\\nOriginalName=*\\n[Link]\\nMACAddressPolicy=persistent\\n' >/etc/systemd/network/99-default.link
printf '[Match]\\nDriver=veth bridge\\nOriginalName=br0 veth1 veth2 eth0\\n[Link]\\nMACAddressPolicy=none\\n' >/run/systemd/network/10-bridgework.link`,
    examination: { isUp: true },
  },
  {
    id: 'bridge-mac',
    but: 'a lasting address for one card',
    setup: `${running('systemd-udevd')}; printf '[Match]\\nOriginalName=*\\nMACAddress=02:00:00:00:00:01\\n[Link]\\nMACAddressPolicy=persistent\\n' >/etc/systemd/network/99-default.link`,
    examination: { isUp: true },
  },
  {
    id: 'networkd',
    but: 'a file for real NICs only',
    setup: `${running('systemd-networkd')}; rm -f /etc/systemd/network/*; printf '[Match]\\nType=ether\\nKind=!*\\n[Network]\\nDHCP=yes\\n' >/etc/systemd/network/80-dhcp.network`,
  },
  {
    id: 'networkd',
    but: 'a file for NICs only',
    setup: `${running('systemd-networkd')}; rm -f /etc/systemd/network/*; printf '[Match]\\nName=en*\\n[Network]\\nDHCP=yes\\n' >/etc/systemd/network/20-nic.network`,
  },
  {
    id: 'loopback-resolver',
    but: 'systemd’s stub with real servers behind it',
    setup:
      'echo nameserver 127.0.0.53 >/etc/resolv.conf; mkdir -p /run/systemd/resolve; echo nameserver 192.168.1.1 >/run/systemd/resolve/resolv.conf',
  },
  {
    id: 'port-translated',
    but: 'a range beside it',
    setup: 'iptables -t nat -A PREROUTING -p tcp --dport 6000:7000 -j DNAT --to-destination 10.0.0.2',
  },
  {
    id: 'port-listening',
    but: 'another port',
    setup: 'busybox nc -l -p 5679 >/dev/null & until ss -Hltn sport = :5679 | grep -q .; do :; done',
  },
  { id: 'public-uplink', but: 'a provider’s shared network', setup: 'ip address add 100.64.3.4/24 dev ens33' },
  {
    id: 'bridge-left',
    but: 'the learner’s own, in a lab that is up',
    setup: 'ip link add br0 type bridge',
    examination: { isUp: true },
  },
  { id: 'container', but: 'a container in which namespaces can be made', setup: 'touch /run/.containerenv' },
  {
    id: 'docker-podman',
    but: 'a docker that only speaks of Podman',
    setup: ahead('docker', `printf '\\177ELF podman\\n' >/run/t/shim; chmod 755 /run/t/shim; ln -s /run/t/shim`),
  },
  {
    id: 'flows-left',
    but: 'a flow to another port',
    setup:
      'conntrack -I -p tcp -s 192.168.1.50 -d 192.168.1.61 --sport 4000 --dport 5679 --state ESTABLISHED -t 600 >&2',
  },
];

test('an open policy is closed by the lab, and no finding', async () => {
  const finding = (await examined({ setup: 'iptables -P FORWARD ACCEPT' })).get('forward-open');
  expect(finding?.state).toBe('ok');
  expect(finding && translate(finding.text)).toContain('The lab sees to it');
});

const translate = translator('en');
const usual = new Map(pitfalls.map((one) => [one.id as string, one]));
/** As in a shell of that machine, where everybody is root and no service runs. */
const runnable = (fix = ''): string => fix.replaceAll('sudo ', '').replace(/ && (networkctl|systemctl|udevadm) .*/, '');

let clean: ReadonlyMap<string, Finding>;
beforeAll(async () => {
  clean = await examined();
});

describe.each(there)('$id', ({ id, setup = '', launch, shows = '', isFixable, byLab, examination }) => {
  const started = launch === undefined ? {} : { launch };

  const params = { examination: { ...examination, ...(byLab ? { isUp: true } : {}) } };

  test('is seen', async () => {
    const finding = (await examined({ setup, ...started, ...params })).get(id);
    expect(finding).toMatchObject({ state: usual.get(id)?.state, effect: {} });
    expect(finding && translate(finding.text)).toContain(shows);
    // Words whose values are missing throw.
    if (finding?.effect) expect(translate(finding.effect)).not.toBe('');
    expect(finding?.fix).toMatch(/^[a-z]/);
    expect(finding?.fix).not.toMatch(/\{[a-zA-Z0-9]+\}/);
    if (!isFixable) return;
    const fixed = await examined({ setup: `${setup}\n${runnable(finding?.fix)} >&2`, ...started, ...params });
    expect(fixed.get(id)?.state).toBe('ok');
  });

  if (byLab)
    test('is not yet a finding when the lab is still to come up', async () => {
      const finding = (await examined({ setup, ...started })).get(id);
      expect(finding?.state).toBe('ok');
      expect(finding && translate(finding.text)).toContain('The lab sees to it');
    });

  // This machine has no engine: those findings have tests of their own.
  if (!id.startsWith('engine-'))
    test('is not seen on a machine that is as it should be', () => {
      expect(clean.get(id)).toMatchObject({ state: 'ok' });
    });
});

test.each(harmless)('$id is not seen in $but', async ({ id, setup = '', examination }) => {
  const findings = await examined({ setup, ...(examination ? { examination } : {}) });
  expect(findings.get(id)).toMatchObject({ state: 'ok' });
});

test('a look changes nothing, not even which tables there are', async () => {
  // Whoever asks for a legacy table makes it, and leaves a lock file.
  const state = `state() {
    ip -d link; ip -4 -d address; ip -4 route show table all; ip rule; ip -4 neigh; nft list ruleset; bridge -d link
    [ ! -e /run/xtables.lock ] || iptables-legacy-save | sed -e '/^#/d' -e 's/\\[.*//'; grep -rs '' /proc/sys/net/ipv4/conf /proc/sys/net/ipv4/ip_forward /proc/sys/net/bridge
    find /run /etc -xdev ! -path '/run/t*' -printf '%p %s %T@\\n' | sort; }`;
  for (const setup of ['nft flush ruleset', 'iptables-legacy -A INPUT -j ACCEPT'])
    for (const lab of ['here', 'sandbox'] as const) {
      const { script } = planExamination(examinationOf({ lab }));
      // The kernel takes its time to notice a carrier; IPv6 is busy with itself at first.
      const launch = `${state}
        until ip link show ens33 | grep -q 'state UP'; do :; done
        state >/dev/null 2>&1; state >/run/t/before 2>&1; sh >/dev/null; state >/run/t/after 2>&1
        diff /run/t/before /run/t/after; echo "$(wc -l </run/t/before) lines"`;
      expect(await runThere({ setup, launch }, script)).toMatch(/^\d{2,} lines\n$/);
    }
});

test('a look whose reader has gone away leaves nothing behind', async () => {
  const { script } = planExamination(examinationOf());
  const setup = 'mount -t tmpfs none /dev/shm';
  // The shell of the look is still running when the pipe has no reader any more.
  const launch = 'cat >/run/t/look; sh /run/t/look | :; ls /dev/shm; echo end';
  expect(await runThere({ setup, launch }, script)).toBe('end\n');
});

test('what is not root’s to see is not said to be in order', async () => {
  const findings = await examined({ launch: 'exec unshare -U sh' });
  expect(findings.get('forward-open')?.state).toBe('unknown');
});

test('a sandbox is warned of nothing that happens in the machine’s own network', async () => {
  const all = there.filter(
    ({ id }) => !['kernel-parts', 'conntrack-room', 'memory', 'native-filter', 'inotify'].includes(id),
  );
  const setup = all
    .flatMap((one) => (/^(iptables|nft|echo|ip route add|ip link add virbr0)/.test(one.setup ?? '') ? [one.setup] : []))
    .join('\n');
  const findings = await examined({ setup, examination: { lab: 'sandbox' } });
  expect([...findings.values()].filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(findings.size).toBeGreaterThan(2);
});
