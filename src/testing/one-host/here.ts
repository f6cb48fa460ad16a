import { freeAddress } from '../../lab/here/plan/addresses.ts';
import type { HereCourse, HerePlan } from '../../lab/here/plan/plan.ts';
import { defaultParams, type Params } from './params.ts';

/** The same network on a machine that is itself the lab; what differs there is the machine's card and its addresses. */
export const here: HereCourse<Params> = {
  fit(machine) {
    const { uplink, hostAddress } = machine;
    const outsideAddress = freeAddress(machine, defaultParams.outsideAddress);
    return { plan: plan({ ...defaultParams, uplink, hostAddress, outsideAddress }), differences: [] };
  },
  plan,
  stored: (values) => (values === null || typeof values !== 'object' ? undefined : plan(values as Params)),
};

function plan(values: Params): HerePlan {
  const { bridge, subnet, c1, c2, uplink, hostAddress, outsideAddress, port, hostServicePort, site, image } = values;
  return {
    ...{ values, uplink, hostAddress, image, site, hostPort: hostServicePort },
    outside: { address: outsideAddress, ports: [80, port] },
    own: {
      containers: [c1.name, c2.name],
      bridges: [bridge],
      cables: [c1.veth, c2.veth],
      peers: [...new Set([c1.peer, c2.peer])],
      subnets: [subnet],
    },
  };
}
