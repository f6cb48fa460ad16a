import type { World } from './solved.ts';

type Node = World['nodes']['host'];

const vni = 7;
const none = '00:00:00:00:00:00';

/** One end of a tunnel as `ip link add vx0 type vxlan id 7 dstport 4789 remote PEER` makes it, read from kernel 6.18. */
function tunnelEnd(node: Node, address: string, mac: string, own: Partial<Node['interfaces'][number]>) {
  const vxlan = { vni, udpPort: 4789, learning: true };
  const peer = { address };
  node.interfaces.push({
    ...{ ifindex: 70, name: 'vx0', kind: 'vxlan', up: true, lowerUp: true, operstate: 'UNKNOWN', mac },
    ...{ mtu: 1500, loopback: false, addresses: [], vxlan, ...own },
  });
  node.fdb.push({ mac: none, dev: 'vx0', learned: false, peer });
  const { default: usual } = node.sysctls.conf;
  if (usual) node.sysctls.conf['vx0'] = { ...usual };
  return { vxlan, peer, fdb: node.fdb };
}

/** A tunnel from the host's bridge to `outside`, where 172.18.0.77 is: what both ends are made of, to be changed. */
export function tunnelled(world: World) {
  const { host, outside } = world.nodes;
  const port = { state: 'forwarding', hairpin: false, isolated: false };
  const address = { local: '172.18.0.77', prefixLength: 16, scope: 'global' };
  const ends = {
    host: tunnelEnd(host, '192.168.1.50', '02:00:00:00:07:01', { master: 'br0', port }),
    outside: tunnelEnd(outside, '192.168.1.61', '02:00:00:00:07:02', { addresses: [address] }),
  };
  const usual = { flags: [], dev: 'vx0', source: '172.18.0.77' };
  outside.routes.push(
    { ...usual, dst: '172.18.0.77', type: 'local', scope: 'host', table: 'local' },
    { ...usual, dst: '172.18.0.0/16', type: 'unicast', scope: 'link', table: 'main' },
  );
  return ends;
}
