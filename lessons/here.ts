import * as z from 'zod';
import { type Text, text } from '../src/i18n/text.ts';
import type { Discovered } from '../src/lab/here/machine/discover.ts';
import { firstThree, freeAddress, freeName, freeSubnet } from '../src/lab/here/plan/addresses.ts';
import type { Fitted, HereCourse, HerePlan } from '../src/lab/here/plan/plan.ts';
import { type ContainerParams, defaultParams, type Params } from './params/params.ts';

const container = z.object({ name: z.string(), veth: z.string(), peer: z.string(), address: z.string() });

/** What of the parameters shapes a lab that is the machine itself: all of them. */
const shaping = z.object({
  bridge: z.string(),
  subnet: z.string(),
  gateway: z.string(),
  c1: container,
  c2: container,
  uplink: z.string(),
  hostAddress: z.string(),
  outsideAddress: z.string(),
  port: z.number(),
  hostServicePort: z.number(),
  site: z.string(),
  image: z.string(),
});

/** On a machine of its own the course calls things as its parameters do. */
export const here: HereCourse<Params> = {
  fit,
  plan,
  stored(values) {
    const read = shaping.safeParse(values);
    return read.success ? plan(read.data) : undefined;
  },
};

function plan(params: Params): HerePlan {
  const { bridge, subnet, c1, c2, uplink, hostAddress, outsideAddress, port, hostServicePort, site, image } = params;
  const both = [c1, c2];
  return {
    values: shaping.parse(params),
    ...{ uplink, hostAddress, image, site, hostPort: hostServicePort },
    // Also where the course publishes its port: a call that is hijacked is noticed (docs/handbook.md#f56).
    outside: { address: outsideAddress, ports: [...new Set([80, port])] },
    own: {
      containers: both.map(({ name }) => name),
      bridges: [bridge],
      cables: both.map(({ veth }) => veth),
      peers: both.map(({ peer }) => peer),
      subnets: [subnet],
    },
  };
}

type Differ = (id: Parameters<typeof text>[0], values: { readonly [name: string]: string | number }) => void;

/** The source's values where they can be had. */
function fit(machine: Discovered): Fitted {
  const differences: Text[] = [];
  const differ: Differ = (id, values) => void differences.push(text(id, values));
  const params = {
    ...defaultParams,
    ...onTheLan(machine, differ),
    ...onTheBridge(machine, differ),
    hostServicePort: servicePort(machine, differ),
  };
  return { plan: plan(params), differences };
}

/** `source`: the value that the source has. */
function onTheLan(machine: Discovered, differ: Differ): Pick<Params, 'uplink' | 'hostAddress' | 'outsideAddress'> {
  const { uplink, hostAddress } = machine;
  if (uplink !== defaultParams.uplink) differ('lab.here.differs.uplink', { uplink, source: defaultParams.uplink });
  if (hostAddress !== defaultParams.hostAddress)
    differ('lab.here.differs.host', { address: hostAddress, uplink, source: defaultParams.hostAddress });
  const outsideAddress = freeAddress(machine, defaultParams.outsideAddress);
  if (outsideAddress !== defaultParams.outsideAddress)
    differ('lab.here.differs.outside', { address: outsideAddress, source: defaultParams.outsideAddress });
  return { uplink, hostAddress, outsideAddress };
}

function onTheBridge(machine: Discovered, differ: Differ): Pick<Params, 'bridge' | 'subnet' | 'gateway' | 'c1' | 'c2'> {
  const { subnet, taken } = freeSubnet(machine, defaultParams.subnet);
  const [gateway, first, second] =
    subnet === defaultParams.subnet
      ? [defaultParams.gateway, defaultParams.c1.address, defaultParams.c2.address]
      : firstThree(subnet);
  if (taken) differ('lab.here.differs.subnet', { subnet, source: defaultParams.subnet, ...taken });
  const free = (wanted: string, others: readonly string[], prefix: string): string => {
    const name = freeName(wanted, others, prefix);
    if (name !== wanted) differ('lab.here.differs.name', { name, source: wanted });
    return name;
  };
  const bridge = free(defaultParams.bridge, machine.links, 'lab-br');
  // Where the machine has an eth0 of its own, the far ends get that name only inside the containers (docs/handbook.md#f13).
  const peers = machine.links.includes('eth0') ? (['peer1', 'peer2'] as const) : (['eth0', 'eth0'] as const);
  if (peers[0] !== 'eth0') differ('lab.here.differs.peer', { peer: peers[0] });
  const wired = (who: 'c1' | 'c2', address: string, peer: string): ContainerParams => ({
    name: free(defaultParams[who].name, machine.containers, 'lab-c'),
    veth: free(defaultParams[who].veth, machine.links, 'lab-veth'),
    ...{ peer, address },
  });
  return { bridge, subnet, gateway, c1: wired('c1', first, peers[0]), c2: wired('c2', second, peers[1]) };
}

function servicePort(machine: Discovered, differ: Differ): number {
  const wanted = defaultParams.hostServicePort;
  const free = [wanted, 9001, 9002, 9003, 9010, 9100, 19_000].find((port) => !machine.ports.includes(port));
  if (free !== undefined && free !== wanted) differ('lab.here.differs.service', { port: free, source: wanted });
  return free ?? wanted;
}
