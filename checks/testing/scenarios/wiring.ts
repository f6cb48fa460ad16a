import { address, device, way } from '../draft.ts';
import { named, noRoute, refused, remove, type Scenario, scenario, timeout, unreachable } from '../scenario.ts';

const fact = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not in the draft');
  return value;
};
const host = 'host-reaches-c1';

/** Containers, bridge, cables, addresses, routes. */
export const wiring: readonly Scenario[] = [
  scenario('c1-running', 'container-missing', 'no c1', (d) => remove(d.containers, 'c1')),
  scenario('c1-running', 'container-exited', 'c1 stopped', (d) => {
    Object.assign(named(d.containers, 'c1'), { running: false, pid: 0, exitCode: 137 });
  }),
  scenario('c1-network-none', 'container-docker-network', 'forgot --net=none', (d) => {
    named(d.containers, 'c1').networkMode = 'bridge';
  }),
  scenario('c1-network-none', 'container-shared-network', '--net=host', (d) => {
    Object.assign(named(d.containers, 'c1'), { networkMode: 'host', netns: '4026531840' });
  }),
  scenario('c2-network-none', 'container-shared-network', '--net=container:c1', (d) => {
    Object.assign(named(d.containers, 'c2'), { networkMode: 'container:1', netns: named(d.containers, 'c1').netns });
  }),
  scenario('c1-serves', 'loopback-down', 'lo down', (d) => (named(d.c1, 'lo').up = false), timeout),
  scenario('c1-serves', 'no-listener', 'nginx does not listen', (d) => (d.listeners.c1 = []), refused),
  scenario('c1-lo-up', 'loopback-down', 'lo down', (d) => (named(d.c1, 'lo').up = false)),
  scenario('c1-serves', 'server-broken', 'nginx has no page', () => {}, { status: 404, client: '127.0.0.1' }),

  scenario('bridge-exists', 'bridge-missing', 'no br0', (d) => remove(d.host, 'br0')),
  scenario('bridge-exists', 'bridge-wrong-kind', 'br0 is a veth', (d) => (named(d.host, 'br0').kind = 'veth')),
  scenario('bridge-up', 'bridge-down', 'br0 down', (d) => (named(d.host, 'br0').up = false)),
  scenario('bridge-address', 'bridge-no-address', 'no address', (d) => (named(d.host, 'br0').addresses = [])),
  scenario('bridge-address', 'bridge-wrong-mask', 'forgot /16', (d) => {
    named(d.host, 'br0').addresses = [address('172.18.0.1', 32)];
  }),
  scenario('bridge-address', 'bridge-wrong-address', 'another address', (d) => {
    named(d.host, 'br0').addresses = [address('172.18.1.1', 16)];
  }),
  scenario('bridge-address', 'gateway-on-other-device', 'address on the port', (d) => {
    named(d.host, 'br0').addresses = [];
    named(d.host, 'veth1').addresses = [address('172.18.0.1', 16)];
  }),
  scenario('bridge-address', 'pass', 'a second address besides', (d) => {
    named(d.host, 'br0').addresses.unshift(address('10.0.0.1', 24));
  }),
  scenario('bridge-route', 'subnet-taken', 'docker-compose has the subnet (F17)', (d) => {
    d.host.push(device(9, 'br-6576', { kind: 'bridge', addresses: [address('172.18.0.1', 16)] }));
    d.routes['host.c1'] = { found: true, dev: 'br-6576', type: 'unicast' };
  }),
  scenario('bridge-route', 'host-route-elsewhere', 'a more specific route', (d) => {
    d.tables.host.push(way('172.18.0.2', 'ens33'));
    d.routes['host.c1'] = { found: true, dev: 'ens33', type: 'unicast' };
  }),
  scenario('bridge-route', 'host-route-missing', 'blackhole', (d) => {
    d.tables.host.push({ dst: '172.18.0.2', type: 'blackhole', flags: [] });
    d.routes['host.c1'] = { found: false, errno: 'invalid', message: 'Invalid argument' };
  }),

  scenario('veth1-exists', 'veth-missing', 'no pair', (d) => remove(d.host, 'veth1')),
  scenario('veth1-exists', 'veth-wrong-kind', 'a bridge called veth1', (d) => {
    Object.assign(named(d.host, 'veth1'), { kind: 'bridge', linkIndex: undefined });
  }),
  scenario('veth1-exists', 'wrong-end-moved', 'veth1 went into c1', (d) => {
    const end = named(d.host, 'veth1');
    const inner = named(d.c1, 'eth0');
    Object.assign(end, { name: 'eth0', master: undefined, port: undefined });
    inner.name = 'veth1';
  }),
  scenario('veth1-exists', 'pass', 'another name', (d) => (named(d.host, 'veth1').name = 'cable-a')),
  scenario('c1-eth0', 'pass', 'another name', (d) => (named(d.host, 'veth1').name = 'cable-a')),
  scenario('veth1-hairpin', 'pass', 'another name', (d) => (named(d.host, 'veth1').name = 'cable-a')),
  scenario('veth2-exists', 'pass', 'both have other names', (d) => {
    named(d.host, 'veth1').name = 'cable-a';
    named(d.host, 'veth2').name = 'cable-b';
  }),
  scenario('veth2-exists', 'veth-missing', 'one pair, not moved yet, is the cable of c1', (d) => {
    remove(d.host, 'veth2');
    remove(d.c1, 'eth0');
    Object.assign(named(d.host, 'veth1'), { linkNetnsid: undefined });
    d.host.push(device(4, 'eth0', { kind: 'veth', linkIndex: 5 }));
  }),
  scenario('veth1-up', 'veth-down', 'veth1 down', (d) => (named(d.host, 'veth1').up = false)),
  scenario('veth1-port', 'veth-not-a-port', 'not plugged in', (d) => delete named(d.host, 'veth1').master),
  scenario('veth1-port', 'veth-in-other-bridge', 'in docker0', (d) => (named(d.host, 'veth1').master = 'docker0')),
  scenario('veth1-port', 'wrong-end-plugged', 'eth0 plugged in', (d) => {
    remove(d.c1, 'eth0');
    Object.assign(named(d.host, 'veth1'), { linkNetnsid: undefined, master: undefined });
    d.host.push(device(4, 'eth0', { kind: 'veth', linkIndex: 5, master: 'br0' }));
  }),
  scenario('c1-eth0', 'eth0-on-host', 'not moved', (d) => {
    remove(d.c1, 'eth0');
    Object.assign(named(d.host, 'veth1'), { linkNetnsid: undefined });
    d.host.push(device(4, 'eth0', { kind: 'veth', linkIndex: 5 }));
  }),
  scenario('c1-eth0', 'eth0-in-other-container', 'moved into c2', (d) => {
    remove(d.host, 'veth2');
    d.c2 = [named(d.c2, 'lo'), named(d.c1, 'eth0')];
    d.c1 = [named(d.c1, 'lo')];
  }),
  scenario('c1-eth0', 'cables-crossed', 'each has the cable of the other', (d) => {
    [d.c1, d.c2] = [
      [named(d.c1, 'lo'), named(d.c2, 'eth0')],
      [named(d.c2, 'lo'), named(d.c1, 'eth0')],
    ];
  }),
  scenario('c1-eth0', 'eth0-wrong-name', 'veth called net0 inside', (d) => (named(d.c1, 'eth0').name = 'net0')),
  scenario('c1-eth0', 'eth0-not-a-cable', "the host's card was moved (F14)", (d) => {
    remove(d.c1, 'eth0');
    named(d.host, 'veth1').linkNetnsid = 9;
    d.c1.push(device(8, 'eth0'));
  }),
  scenario('veth1-exists', 'eth0-not-a-cable', "no pair, and the host's card is in c1 (F14)", (d) => {
    remove(d.host, 'veth1');
    delete named(d.c1, 'eth0').kind;
  }),
  scenario('c2-address', 'same-mac', 'same face (drill 11)', (d) => {
    named(d.c2, 'eth0').mac = named(d.c1, 'eth0').mac;
  }),
  scenario('c1-eth0', 'eth0-missing', 'the end is in another namespace', (d) => {
    remove(d.c1, 'eth0');
    named(d.host, 'veth1').linkNetnsid = 9;
  }),
  scenario('c1-eth0', 'pass', 'made straight inside: both inner ends have the same number', (d) => {
    for (const list of [d.c1, d.c2]) named(list, 'eth0').ifindex = 2;
    for (const name of ['veth1', 'veth2']) named(d.host, name).linkIndex = 2;
  }),
  scenario('c1-eth0-up', 'eth0-down', 'eth0 down', (d) => {
    Object.assign(named(d.c1, 'eth0'), { up: false, lowerUp: false });
  }),
  scenario('veth1-forwarding', 'port-shut', 'state 0', (d) => {
    fact(named(d.host, 'veth1').port);
    named(d.host, 'veth1').port = { state: 'disabled', hairpin: true, isolated: false };
  }),
  scenario('veth1-forwarding', 'port-waiting', 'spanning tree', (d) => {
    named(d.host, 'br0').bridge = { nfCallIptables: false, stp: true };
    named(d.host, 'veth1').port = { state: 'listening', hairpin: true, isolated: false };
  }),

  scenario('c1-address', 'address-missing', 'no address', (d) => (named(d.c1, 'eth0').addresses = [])),
  scenario('c1-address', 'address-wrong-mask', 'forgot /16', (d) => {
    named(d.c1, 'eth0').addresses = [address('172.18.0.2', 32)];
  }),
  scenario('c1-address', 'address-expires', 'for a minute', (d) => {
    named(d.c1, 'eth0').addresses = [{ ...address('172.18.0.2', 16), validSeconds: 58 }];
  }),
  scenario('bridge-address', 'address-expires', 'for a minute', (d) => {
    named(d.host, 'br0').addresses = [{ ...address('172.18.0.1', 16), validSeconds: 1 }];
  }),
  scenario('c1-address', 'address-wrong', 'another address', (d) => {
    named(d.c1, 'eth0').addresses = [address('172.18.0.22', 16)];
  }),
  scenario('c1-address', 'address-on-host', 'the command ran on the host', (d) => {
    named(d.host, 'br0').addresses.push(address('172.18.0.2', 16));
    named(d.c1, 'eth0').addresses = [];
  }),
  scenario('c1-address', 'address-duplicate', 'twins', (d) => {
    named(d.c2, 'eth0').addresses = [address('172.18.0.2', 16)];
  }),
  scenario('c1-connected-route', 'container-route-elsewhere', 'a /24 route over the gateway', (d) => {
    d.tables.c1.push(way('172.18.0.3', 'eth0', '172.18.0.1'));
    d.routes['c1.other'] = { found: true, dev: 'eth0', gateway: '172.18.0.1', type: 'unicast' };
  }),
  scenario('c1-default-route', 'default-route-missing', 'none', (d) => {
    d.tables.c1 = [way('172.18.0.0/16', 'eth0')];
    d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
  }),
  scenario('c1-default-route', 'default-route-missing', 'only to the LAN', (d) => {
    d.tables.c1 = [way('172.18.0.0/16', 'eth0'), way('192.168.1.0/24', 'eth0', '172.18.0.1')];
    d.routes['c1.any'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
  }),
  scenario('c1-default-route', 'container-route-refused', 'a route that says no', (d) => {
    d.tables.c1.push({ dst: '192.168.1.50', type: 'unreachable', flags: [] });
    d.routes['c1.outside'] = { found: false, errno: 'no-route', message: 'No route to host' };
  }),
  scenario('c1-default-route', 'container-route-elsewhere', 'a way of its own to that machine', (d) => {
    d.tables.c1.push(way('192.168.1.50', 'eth0', '172.18.0.3'));
    d.routes['c1.outside'] = { found: true, dev: 'eth0', gateway: '172.18.0.3', type: 'unicast' };
  }),
  scenario('c1-default-route', 'unreachable-undecided', 'a routing rule says no, not a route', (d) => {
    d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
  }),
  scenario('c1-default-route', 'default-route-wrong-gateway', 'by way of c2', (d) => {
    d.routes['c1.outside'] = { found: true, dev: 'eth0', gateway: '172.18.0.3', type: 'unicast' };
  }),
  scenario('c1-default-route', 'default-route-no-gateway', 'without via', (d) => {
    d.routes['c1.outside'] = { found: true, dev: 'eth0', type: 'unicast' };
  }),

  scenario(host, 'veth-down', 'pulled cable (drill 4)', (d) => (named(d.host, 'veth1').up = false), noRoute),
  scenario(
    host,
    'veth-not-a-port',
    'not in the switch (drill 5)',
    (d) => delete named(d.host, 'veth1').master,
    noRoute,
  ),
  scenario(
    host,
    'bridge-no-address',
    'gateway without a name (drill 6)',
    (d) => (named(d.host, 'br0').addresses = []),
    timeout,
  ),
  scenario(host, 'address-missing', 'before the address', (d) => (named(d.c1, 'eth0').addresses = []), noRoute),
  scenario(
    'host-reaches-c2',
    'wrong-client',
    'source NAT on the way to c2',
    (d) => d.rules.host.nat.unshift('-A POSTROUTING -d 172.18.0.3/32 -o br0 -p tcp -j SNAT --to-source 192.168.1.61'),
    { server: 'c2', client: '192.168.1.61' },
  ),
  scenario(
    host,
    'other-source',
    'a wrong address that came first',
    (d) => named(d.host, 'br0').addresses.unshift(address('172.18.0.124', 16)),
    { server: 'c1', client: '172.18.0.124' },
  ),
  scenario(host, 'wrong-server', 'c2 answers', () => {}, { server: 'c2' }),
  scenario(
    host,
    'address-duplicate',
    'twins: c2 answers',
    (d) => {
      named(d.c2, 'eth0').addresses = [address('172.18.0.2', 16)];
    },
    { server: 'c2' },
  ),
  scenario(
    host,
    'subnet-taken',
    'the compose container answers (F17)',
    (d) => {
      d.host.push(device(9, 'br-6576', { kind: 'bridge', addresses: [address('172.18.0.1', 16)] }));
      d.routes['host.c1'] = { found: true, dev: 'br-6576', type: 'unicast' };
    },
    { server: 'web_1' },
  ),
  scenario(host, 'unknown-server', 'nobody logged it', () => {}, { unlogged: true }),
  scenario(host, 'the walk decides', 'everything looks right', () => {}, noRoute),
  scenario(host, 'the walk decides', 'everything looks right', () => {}, refused),
  scenario(host, 'the walk decides', 'everything looks right', () => {}, timeout),
  scenario(
    'gateway-answers',
    'bridge-no-address',
    'before the address',
    (d) => (named(d.host, 'br0').addresses = []),
    timeout,
  ),
  scenario('gateway-answers', 'no-listener', 'no service', (d) => (d.listeners.host = []), refused),
  scenario(
    'c1-reaches-host',
    'default-route-missing',
    'before the route',
    (d) => {
      d.tables.c1 = [way('172.18.0.0/16', 'eth0')];
      d.routes['c1.outside'] = { found: false, errno: 'unreachable', message: 'Network is unreachable' };
    },
    unreachable,
  ),
  scenario('c1-reaches-host', 'the walk decides', 'everything looks right', () => {}, unreachable),
];
