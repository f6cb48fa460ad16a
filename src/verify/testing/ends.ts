import { type EndName, trace } from '../../trace/index.ts';
import { device, flow, port } from '../../trace/testing/rendered.ts';
import { factsOf, insert, remove, solved, type World } from '../../trace/testing/solved.ts';
import { tunnelled } from '../../trace/testing/tunnelled.ts';
import { endDiagnosisOf } from '../end-diagnosis.ts';

const hostPort = '192.168.1.61:5678';

/** The nodes that are no containers. */
export const machines = ['host', 'outside', 'internet'] as const;

export interface Ended {
  readonly flow: string;
  change(world: World): void;
}

const withoutRoute = (node: { routes: { dst: string }[] }, dst: string): void => {
  node.routes = node.routes.filter((route) => route.dst !== dst);
};
const conf = (world: World, node: keyof World['nodes'], name: string) => {
  const found = world.nodes[node].sysctls.conf[name];
  if (!found) throw new Error(`no ${name} in ${node}`);
  return found;
};

/** A neighbour entry that somebody wrote by hand. */
function remembered(world: World, node: keyof World['nodes'], dev: string, address: string, mac: string): void {
  world.nodes[node].neighbours.push({ address, dev, mac, states: ['PERMANENT'] });
}

/** A change of the solved course for every way in which a walk can end. A new end without one does not compile. */
export const ends: { readonly [name in EndName]: Ended } = {
  'no-route-send': { flow: 'c1 192.168.1.50', change: (world) => withoutRoute(world.nodes.c1, 'default') },
  'no-route-forward': { flow: 'c1 203.0.113.80', change: (world) => withoutRoute(world.nodes.host, 'default') },
  'route-refuses': {
    flow: 'c1 192.168.1.50',
    change: (world) =>
      void world.nodes.host.routes.push({ dst: '192.168.1.50', type: 'blackhole', flags: [], table: 'main' }),
  },
  'routing-rule-refuses': {
    flow: 'host 172.18.0.2',
    change: (world) =>
      void world.nodes.c1.routingRules.push({ priority: 5, to: '172.18.0.1/32', refuses: 'blackhole', others: [] }),
  },
  'route-to-lo': {
    flow: 'c1 192.168.1.50',
    change(world) {
      withoutRoute(world.nodes.c1, 'default');
      world.nodes.c1.routes.push({
        dst: 'default',
        type: 'unicast',
        flags: [],
        dev: 'lo',
        scope: 'link',
        table: 'main',
      });
    },
  },
  'not-forwarding': {
    flow: 'c1 192.168.1.50',
    change: (world) => void Object.assign(conf(world, 'host', 'br0'), { forwarding: false }),
  },
  broadcast: { flow: 'c1 172.18.255.255', change: () => undefined },
  'martian-source': {
    flow: 'c1 192.168.1.50',
    change(world) {
      insert(world.nodes.c1, 'nat', 'POSTROUTING', '-j SNAT --to-source 224.0.0.7');
    },
  },
  'martian-loopback': {
    flow: `outside ${hostPort}`,
    change: (world) =>
      insert(world.nodes.host, 'nat', 'PREROUTING', '-p tcp --dport 5678 -j DNAT --to-destination 127.0.0.1:80'),
  },
  'martian-own': { flow: `c1 ${hostPort}`, change: (world) => remove(world.nodes.host, '-o br0 -p tcp') },
  'martian-leaves': { flow: 'host 127.0.0.1:5678', change: () => undefined },
  'rp-filter': {
    flow: 'c1 192.168.1.50',
    change(world) {
      conf(world, 'host', 'br0').rpFilter = 1;
      // Otherwise the host does not even answer its ARP question.
      remembered(world, 'c1', 'eth0', '172.18.0.1', device(world, 'host', 'br0').mac);
      for (const route of world.nodes.host.routes) if (route.dst === '172.18.0.0/16') route.dev = 'ens33';
    },
  },
  'no-neighbour': { flow: 'c2 172.18.0.9', change: () => undefined },
  'no-arp': {
    flow: 'c1 172.18.0.3',
    change: (world) => void Object.assign(device(world, 'c1', 'eth0'), { noArp: true }),
  },
  'other-mac': {
    flow: 'host 172.18.0.2',
    change(world) {
      const mac = '02:de:ad:be:ef:01';
      remembered(world, 'host', 'br0', '172.18.0.2', mac);
      world.nodes.host.fdb.push({ mac, dev: 'veth1', learned: false });
    },
  },
  'link-down': {
    flow: 'c1 127.0.0.1',
    change: (world) => void Object.assign(device(world, 'c1', 'lo'), { up: false }),
  },
  'no-carrier': {
    flow: 'c1 172.18.0.3',
    change(world) {
      device(world, 'c1', 'eth0').lowerUp = false;
      remembered(world, 'c1', 'eth0', '172.18.0.3', device(world, 'c2', 'eth0').mac);
    },
  },
  'port-state': {
    flow: 'c1 172.18.0.3',
    change(world) {
      port(world, 'veth1').state = 'listening';
      remembered(world, 'c1', 'eth0', '172.18.0.3', device(world, 'c2', 'eth0').mac);
    },
  },
  'port-hairpin': {
    flow: `c1 ${hostPort}`,
    change: (world) => void Object.assign(port(world, 'veth1'), { hairpin: false }),
  },
  'port-isolated': {
    flow: 'c1 172.18.0.3',
    change(world) {
      port(world, 'veth1').isolated = true;
      port(world, 'veth2').isolated = true;
      remembered(world, 'c1', 'eth0', '172.18.0.3', device(world, 'c2', 'eth0').mac);
    },
  },
  'port-no-flood': {
    flow: 'host 172.18.0.3',
    change(world) {
      Object.assign(port(world, 'veth2'), { flood: false, learning: false });
      const { mac } = device(world, 'c2', 'eth0');
      world.nodes.host.fdb.splice(0, 999, ...world.nodes.host.fdb.filter((entry) => entry.mac !== mac));
    },
  },
  'bridge-itself': {
    flow: 'host 172.18.0.2',
    change(world) {
      device(world, 'host', 'br0').mac = '02:00:00:00:00:01';
      device(world, 'c1', 'eth0').mac = '02:00:00:00:00:01';
    },
  },
  'bridge-nobody': {
    flow: 'c1 172.18.0.3',
    change: (world) => remembered(world, 'c1', 'eth0', '172.18.0.3', '02:de:ad:be:ef:01'),
  },
  'port-too-small': {
    flow: 'c2 172.18.0.2',
    change: (world) => void Object.assign(device(world, 'host', 'veth1'), { mtu: 68 }),
  },
  'end-too-small': {
    flow: 'c1 192.168.1.50:icmp 1450',
    change: (world) => void Object.assign(device(world, 'outside', 'eth0'), { mtu: 1400 }),
  },
  'too-big-to-send': {
    flow: 'c1 192.168.1.50:icmp 1500 df',
    change: (world) => void Object.assign(device(world, 'c1', 'eth0'), { mtu: 1400 }),
  },
  'link-too-small': {
    flow: 'c1 192.168.1.50:icmp 1500 df',
    change: (world) => void Object.assign(device(world, 'host', 'ens33'), { mtu: 1400 }),
  },
  'black-hole': {
    flow: `outside ${hostPort} 65535 page`,
    change(world) {
      Object.assign(device(world, 'host', 'ens33'), { mtu: 1400 });
      insert(world.nodes.host, 'filter', 'OUTPUT', '-p icmp -m icmp --icmp-type 3/4 -j DROP');
    },
  },
  'tunnel-no-entry': { flow: 'c1 172.18.0.77', change: (world) => void tunnelled(world).host.fdb.splice(0) },
  'tunnel-no-source': {
    flow: 'c1 172.18.0.77',
    change: (world) => void Object.assign(tunnelled(world).host.vxlan, { local: '10.9.8.7' }),
  },
  'tunnel-to-itself': {
    flow: 'c1 172.18.0.77',
    change: (world) => void Object.assign(tunnelled(world).host.peer, { address: '192.168.1.61' }),
  },
  'tunnel-no-device': {
    flow: 'c1 172.18.0.77',
    change: (world) => void Object.assign(tunnelled(world).outside.vxlan, { vni: 8 }),
  },
  'tunnel-other-peer': {
    flow: 'c1 172.18.0.77',
    change(world) {
      const { mac } = device(world, 'c1', 'eth0');
      const peer = { address: '192.168.1.99' };
      tunnelled(world).outside.fdb.push({ mac, dev: 'vx0', learned: false, peer });
    },
  },
  'rule-drops': {
    flow: 'c2 172.18.0.2',
    change: (world) => insert(world.nodes.c1, 'filter', 'INPUT', '-p tcp -m tcp --dport 80 -j DROP'),
  },
  'policy-drops': { flow: 'c1 192.168.1.50', change: (world) => remove(world.nodes.host, '-i br0 -o ens33') },
  'rule-rejects': {
    flow: 'c1 172.18.0.3',
    change: (world) => insert(world.nodes.host, 'filter', 'FORWARD', '-p tcp -j REJECT --reject-with tcp-reset'),
  },
  'no-masquerade-address': {
    flow: 'c1 172.18.0.3',
    change(world) {
      device(world, 'c1', 'eth0').addresses = [];
      insert(world.nodes.c1, 'nat', 'POSTROUTING', '-j MASQUERADE');
    },
  },
  'no-listener': {
    flow: 'c1 172.18.0.3',
    change: (world) =>
      void world.nodes.c2.listeners.splice(0, 9, { address: '127.0.0.1', port: 80, program: 'nginx', pid: 1 }),
  },
  loop: {
    flow: 'c1 203.0.113.99',
    change(world) {
      remove(world.nodes.host, 'MASQUERADE');
      insert(world.nodes.host, 'filter', 'FORWARD', '-j ACCEPT');
      conf(world, 'internet', 'lan').forwarding = true;
      world.nodes.internet.routes.push({
        ...{ dst: '203.0.113.99', type: 'unicast', flags: [], table: 'main' },
        ...{ gateway: '192.168.1.61', dev: 'lan' },
      });
    },
  },
  'reply-from-stranger': {
    flow: `c2 ${hostPort}`,
    change(world) {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      remove(world.nodes.host, '-o br0 -p tcp');
    },
  },
  'reply-elsewhere': {
    flow: 'c1 192.168.1.50',
    change(world) {
      world.nodes.host.sysctls.bridgeNfCallIptables = 0;
      insert(world.nodes.c1, 'nat', 'POSTROUTING', '-j SNAT --to-source 172.18.0.3');
      remove(world.nodes.host, 'MASQUERADE');
      insert(world.nodes.host, 'nat', 'POSTROUTING', '-o ens33 -j SNAT --to-source 192.168.1.61');
    },
  },
  'echo-ignored': {
    flow: 'c1 172.18.0.3:icmp',
    change: (world) => void Object.assign(world.nodes.c2.sysctls, { ignoresEcho: true }),
  },
};

/** What is said of it. */
export const endOf = ({ flow: words, change }: Ended) => {
  const world = solved();
  change(world);
  return endDiagnosisOf(trace(factsOf(world), flow(words)), machines);
};
