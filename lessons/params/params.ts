import * as z from 'zod';
import * as kinds from '../../src/course/param-kinds.ts';
import type { ParamSet } from '../../src/course/params.ts';

/**
 * The parameters of this course. Everything that names one of these things goes through them, never through a literal.
 * The defaults are the values of the source document.
 */
export type Params = {
  /** Name of the bridge, e.g. `br0`. */
  readonly bridge: string;
  /** The container network, CIDR, e.g. `172.18.0.0/16`. */
  readonly subnet: string;
  /** The bridge's own address, without the mask, e.g. `172.18.0.1`. */
  readonly gateway: string;
  readonly c1: ContainerParams;
  readonly c2: ContainerParams;
  /** The NIC towards the outside, e.g. `ens33`. */
  readonly uplink: string;
  /** The host's address on the uplink, e.g. `192.168.1.61`. */
  readonly hostAddress: string;
  /** The published host port, e.g. `5678`. */
  readonly port: number;
  readonly image: string;
  /** The name that the course fetches from the outside world. */
  readonly site: string;
  /** Address of the lab's `outside` node. */
  readonly outsideAddress: string;
  /** Port of a plain web server that runs as a process on `host`. */
  readonly hostServicePort: number;
  /** Only of what a grade asks besides (lessons/draws.ts), and never written by anybody: the port that is asked outside, in place of 80. */
  readonly drawn?: { readonly port: number };
};

export type ContainerParams = {
  readonly name: string;
  /** The host's end of the veth pair, e.g. `veth1`. */
  readonly veth: string;
  /** How the other end is called until it is in the container, where it becomes `eth0`; another name where the host has an `eth0` of its own. */
  readonly peer: string;
  /** The container's address, without the mask. */
  readonly address: string;
};

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
} as const satisfies Params;

/** The nodes that are no containers: their names are taken. */
export const machines = ['host', 'outside', 'internet'] as const;

const container = z.strictObject({
  name: kinds.containerName(machines),
  veth: kinds.interfaceName,
  peer: kinds.cardName,
  address: kinds.address,
});
const schema = z.strictObject({
  bridge: kinds.interfaceName,
  subnet: kinds.subnet,
  gateway: kinds.address,
  c1: container,
  c2: container,
  uplink: kinds.cardName,
  hostAddress: kinds.address,
  port: kinds.port,
  image: kinds.image,
  site: kinds.site,
  outsideAddress: kinds.address,
  hostServicePort: kinds.port,
});

function clashes(params: Params) {
  const { bridge, c1, c2, uplink, gateway, hostAddress, outsideAddress, subnet } = params;
  const inside = { gateway, 'c1.address': c1.address, 'c2.address': c2.address };
  const outside = { hostAddress, outsideAddress };
  return [
    ...kinds.twice({ bridge, 'c1.veth': c1.veth, 'c2.veth': c2.veth, uplink, 'c1.peer': c1.peer }),
    ...kinds
      .twice({ bridge, 'c1.veth': c1.veth, 'c2.veth': c2.veth, uplink, 'c2.peer': c2.peer })
      .filter(({ path }) => path === 'c2.peer'),
    ...kinds.twice({ 'c1.name': c1.name, 'c2.name': c2.name }),
    ...kinds.twice({ ...inside, ...outside }),
    ...kinds.twice({ port: params.port, hostServicePort: params.hostServicePort }),
    ...kinds.networkClashes(subnet, inside, outside, [`${hostAddress}/24`]),
  ];
}

/** Addresses also occur with the subnet's prefix length, which must follow the subnet. */
function tokens(of: Params): readonly string[] {
  const prefix = `/${of.subnet.split('/')[1]}`;
  const addresses = [of.gateway, of.c1.address, of.c2.address];
  return [
    ...addresses.map((address) => address + prefix),
    ...addresses,
    ...[of.bridge, of.uplink, of.image, of.site, of.subnet, of.hostAddress, of.outsideAddress, prefix],
    ...[of.c1, of.c2].flatMap(({ name, veth }) => [name, veth]),
    ...[of.port, of.hostServicePort].map(String),
  ];
}

const leftovers = [
  ...[defaultParams.bridge, defaultParams.uplink, defaultParams.image, defaultParams.site],
  ...[defaultParams.c1, defaultParams.c2].flatMap(({ name, veth }) => [name, veth]),
  ...[String(defaultParams.port), String(defaultParams.hostServicePort), '/16', '172.18.', '192.168.1.'],
];

export const paramSet: ParamSet<Params> = {
  defaults: defaultParams,
  parse: (overrides) => kinds.parseParams<Params>({ defaults: defaultParams, schema, clashes }, overrides),
  tokens,
  probe: {
    params: {
      bridge: 'lan7',
      subnet: '10.77.8.0/24',
      gateway: '10.77.8.254',
      c1: { name: 'anna', veth: 'wire-a', peer: 'eth0', address: '10.77.8.11' },
      c2: { name: 'ben', veth: 'wire-b', peer: 'eth0', address: '10.77.8.12' },
      uplink: 'enp3s0',
      hostAddress: '10.20.30.40',
      port: 8642,
      image: 'example/web:2',
      site: 'site.example',
      outsideAddress: '10.20.30.50',
      hostServicePort: 7531,
    },
    leftovers,
  },
};
