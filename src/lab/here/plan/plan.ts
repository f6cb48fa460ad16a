import { defaultParams } from '../../../../lessons/params/params.ts';
import { type Text, text } from '../../../i18n/text.ts';
import type { Discovered } from '../machine/discover.ts';
import { freeAddress, freeSubnet, hostsOf } from './addresses.ts';

/** What of the course's parameters shapes this lab, and tells its own things from the machine's. Names as in the course. */
export interface HerePlan {
  readonly bridge: string;
  readonly subnet: string;
  readonly gateway: string;
  readonly c1: HereContainer;
  readonly c2: HereContainer;
  readonly uplink: string;
  readonly hostAddress: string;
  readonly outsideAddress: string;
  readonly port: number;
  readonly hostServicePort: number;
  readonly site: string;
  readonly image: string;
}

export interface HereContainer {
  readonly name: string;
  readonly veth: string;
  /** How the container's end is called until it is in the container. */
  readonly peer: string;
  readonly address: string;
}

/** The keys of a plan, out of something that has more. */
export function herePlan(of: HerePlan): HerePlan {
  const container = ({ name, veth, peer, address }: HereContainer): HereContainer => ({ name, veth, peer, address });
  const { bridge, subnet, gateway, uplink, hostAddress, outsideAddress, port, hostServicePort, site, image } = of;
  return {
    ...{ bridge, subnet, gateway, c1: container(of.c1), c2: container(of.c2), uplink, hostAddress, outsideAddress },
    ...{ port, hostServicePort, site, image },
  };
}

export interface Fitted {
  readonly plan: HerePlan;
  /** What is not as in the source, each with its reason. */
  readonly differences: readonly Text[];
}

/** The course's parameters on this machine: the source's values where they can be had. */
export function planFor(machine: Discovered): Fitted {
  const differences: Text[] = [];
  const differ = (id: Parameters<typeof text>[0], values: { readonly [name: string]: string | number }): void =>
    void differences.push(text(id, values));
  const { uplink, hostAddress } = machine;
  if (uplink !== defaultParams.uplink) differ('lab.here.differs.uplink', { uplink, source: defaultParams.uplink });
  if (hostAddress !== defaultParams.hostAddress)
    differ('lab.here.differs.host', { address: hostAddress, uplink, source: defaultParams.hostAddress });

  const outsideAddress = freeAddress(machine);
  if (outsideAddress !== defaultParams.outsideAddress)
    differ('lab.here.differs.outside', { address: outsideAddress, source: defaultParams.outsideAddress });

  const { subnet, taken } = freeSubnet(machine);
  const [gateway, first, second] = subnet === defaultParams.subnet ? sourceHosts : hostsOf(subnet);
  if (taken) differ('lab.here.differs.subnet', { subnet, source: defaultParams.subnet, ...taken });

  const free = (wanted: string, taken: readonly string[], prefix: string): string => {
    const name = [wanted, ...Array.from({ length: 90 }, (_, n) => `${prefix}${n + 1}`)].find(
      (one) => !taken.includes(one),
    );
    if (name === undefined) throw new Error(`ninety names like ${prefix} cannot all be taken`);
    if (name !== wanted) differ('lab.here.differs.name', { name, source: wanted });
    return name;
  };
  const bridge = free(defaultParams.bridge, machine.links, 'lab-br');
  // Where the machine has an eth0 of its own, the far ends get that name only inside the containers (docs/handbook.md#f13).
  const peers = machine.links.includes('eth0') ? (['peer1', 'peer2'] as const) : (['eth0', 'eth0'] as const);
  if (peers[0] !== 'eth0') differ('lab.here.differs.peer', { peer: peers[0] });
  const container = (who: 'c1' | 'c2', address: string, peer: string): HereContainer => ({
    name: free(defaultParams[who].name, machine.containers, 'lab-c'),
    veth: free(defaultParams[who].veth, machine.links, 'lab-veth'),
    peer,
    address,
  });
  const c1 = container('c1', first, peers[0]);
  const c2 = container('c2', second, peers[1]);

  const hostServicePort = [defaultParams.hostServicePort, 9001, 9002, 9003, 9010, 9100, 19_000].find(
    (port) => !machine.ports.includes(port),
  );
  if (hostServicePort !== undefined && hostServicePort !== defaultParams.hostServicePort)
    differ('lab.here.differs.service', { port: hostServicePort, source: defaultParams.hostServicePort });
  const { port, site, image } = defaultParams;
  return {
    plan: {
      ...{ bridge, subnet, gateway, c1, c2, uplink, hostAddress, outsideAddress, port, site, image },
      hostServicePort: hostServicePort ?? defaultParams.hostServicePort,
    },
    differences,
  };
}

const sourceHosts = [defaultParams.gateway, defaultParams.c1.address, defaultParams.c2.address] as const;

/** `uplink=ens33, port=5678`: the values of `plan` where it differs from another one. */
export function planDifference(plan: HerePlan, other: HerePlan): string {
  const [mine, theirs] = [flat(plan), flat(other)];
  return Object.keys(mine)
    .filter((key) => mine[key] !== theirs[key])
    .map((key) => `${key}=${mine[key]}`)
    .join(', ');
}

function flat({ c1, c2, ...rest }: HerePlan): { readonly [key: string]: string | number } {
  const inner = (who: string, of: HereContainer) =>
    Object.entries(of).map(([key, value]) => [`${who}.${key}`, value] as const);
  return Object.fromEntries([...Object.entries(rest), ...inner('c1', c1), ...inner('c2', c2)]);
}
