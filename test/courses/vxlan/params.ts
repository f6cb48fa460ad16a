import * as z from 'zod';
import * as kinds from '../../../src/course/param-kinds.ts';
import type { ParamSet } from '../../../src/course/params.ts';

/** Two hosts, `host` and `osaka`, each with a bridge and one container on it. */
export type Params = {
  readonly bridge: string;
  /** The tunnel's device, at both ends. */
  readonly tunnel: string;
  readonly vni: number;
  /** The network of the containers, CIDR. */
  readonly subnet: string;
  readonly red: ContainerParams;
  readonly blue: ContainerParams;
  /** Of `host` and `osaka` on the LAN. */
  readonly address: string;
  readonly peerAddress: string;
  readonly image: string;
};

export type ContainerParams = {
  readonly name: string;
  /** The cable's end in the bridge. */
  readonly cable: string;
  readonly address: string;
};

export const defaultParams = {
  bridge: 'lan42',
  tunnel: 'vx42',
  vni: 4242,
  subnet: '10.42.7.0/24',
  red: { name: 'red', cable: 'red0', address: '10.42.7.11' },
  blue: { name: 'blue', cable: 'blue0', address: '10.42.7.12' },
  address: '192.168.77.1',
  peerAddress: '192.168.77.2',
  image: 'nginx:1.13.3-alpine',
} as const satisfies Params;

export const machines = ['host', 'osaka', 'core'] as const;
export const card = 'nic0';

const container = z.strictObject({
  name: kinds.containerName(machines),
  cable: kinds.interfaceName,
  address: kinds.address,
});
const schema = z.strictObject({
  bridge: kinds.interfaceName,
  tunnel: kinds.interfaceName,
  vni: z.int().min(1).max(0xff_ff_ff),
  subnet: kinds.subnet,
  red: container,
  blue: container,
  address: kinds.address,
  peerAddress: kinds.address,
  image: kinds.image,
});

const clashes = ({ bridge, tunnel, red, blue, subnet, address, peerAddress }: Params) => [
  ...kinds.twice({ bridge, tunnel, 'red.cable': red.cable, 'blue.cable': blue.cable }),
  ...kinds.twice({ 'red.name': red.name, 'blue.name': blue.name }),
  ...kinds.networkClashes(
    subnet,
    { 'red.address': red.address, 'blue.address': blue.address },
    { address, peerAddress },
    [`${address}/24`],
  ),
];

const tokens = ({ bridge, tunnel, vni, subnet, red, blue, address, peerAddress, image }: Params): readonly string[] => [
  ...[bridge, tunnel, String(vni), subnet, `/${subnet.split('/')[1]}`, address, peerAddress, image],
  ...[red, blue].flatMap((one) => [one.name, one.cable, one.address]),
];

export const paramSet: ParamSet<Params> = {
  defaults: defaultParams,
  parse: (overrides) => kinds.parseParams<Params>({ defaults: defaultParams, schema, clashes }, overrides),
  tokens,
  probe: {
    params: {
      ...{ bridge: 'br-x', tunnel: 'tun-x', vni: 77, subnet: '10.9.0.0/20' },
      red: { name: 'anna', cable: 'wire-a', address: '10.9.0.1' },
      blue: { name: 'ben', cable: 'wire-b', address: '10.9.0.2' },
      ...{ address: '10.1.1.1', peerAddress: '10.1.1.2', image: 'example/web:2' },
    },
    leftovers: ['lan42', 'vx42', '4242', '10.42.7.', '192.168.77.', 'red0', 'blue0', '/24'],
  },
};
