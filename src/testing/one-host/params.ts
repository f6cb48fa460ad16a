/** Of a lab for the engine's own tests: one Docker host with two containers on a bridge, a neighbour on its LAN, and a router. */
export const defaultParams = {
  bridge: 'br0',
  subnet: '172.18.0.0/16',
  gateway: '172.18.0.1',
  c1: { name: 'c1', veth: 'veth1', peer: 'eth0', address: '172.18.0.2' },
  c2: { name: 'c2', veth: 'veth2', peer: 'eth0', address: '172.18.0.3' },
  uplink: 'ens33',
  hostAddress: '192.168.1.61',
  port: 5678,
  image: 'nginx:1.13.3-alpine',
  site: 'www.baidu.com',
  outsideAddress: '192.168.1.50',
  hostServicePort: 9000,
};

export type Params = typeof defaultParams;
