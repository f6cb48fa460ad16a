import type { Params } from '../../lessons/params/params.ts';
import { interfaces, type Route, routeTables } from '../../src/facts/index.ts';
import { formatAddress, meet, parseAddress, parseRange } from '../../src/ipv4.ts';
import { here, pitfall, type Sighting } from './pitfall.ts';
import { isDockerBridge } from './shared.ts';

const routes = routeTables('host');

function overlap(one: string, other: string): boolean {
  const [a, b] = [parseRange(one), parseRange(other)];
  return a !== undefined && b !== undefined && meet(a, b);
}

/** Routes of other devices that lead into the course's network. */
function taken(all: readonly Route[], { subnet, bridge }: Params): readonly Route[] {
  return all.filter(
    ({ dst, dev, table, type }) =>
      table !== 'local' && type !== 'broadcast' && dst !== 'default' && dev !== bridge && overlap(dst, subnet),
  );
}

const candidates = [...Array.from({ length: 13 }, (_, index) => `172.${19 + index}`), '10.218', '192.168'];

/** The course in a network that no route of this machine leads to; the same host parts. */
function elsewhere(all: readonly Route[], { subnet, gateway, c1, c2 }: Params): Sighting['values'] {
  const free = candidates.find((head) => all.every(({ dst }) => dst === 'default' || !overlap(dst, `${head}.0.0/16`)));
  const moved = (address: string): string => {
    const number = parseAddress(address);
    const head = parseAddress(`${free ?? '10.218'}.0.0`);
    return number === undefined || head === undefined ? address : formatAddress(head + (number % 65_536));
  };
  const [network = '', length = '16'] = subnet.split('/');
  return {
    freeSubnet: `${moved(network)}/${Number(length) < 16 ? 16 : length}`,
    freeGateway: moved(gateway),
    freeC1: moved(c1.address),
    freeC2: moved(c2.address),
  };
}

const move =
  'bridgework learn --param subnet={freeSubnet} --param gateway={freeGateway} --param c1.address={freeC1} --param c2.address={freeC2}';

function seen(all: readonly Route[], params: Params, isWanted: (route: Route) => boolean): Sighting | undefined {
  const found = taken(all, params).find(isWanted);
  if (!found) return undefined;
  const values = { route: found.dst, device: found.dev ?? found.type, subnet: params.subnet, c1: params.c1.address };
  return { values: { ...values, ...elsewhere(all, params) } };
}

const isDocker = ({ dev = '' }: Route): boolean => isDockerBridge(dev);

export const subnet = [
  pitfall({
    id: 'subnet-docker',
    of: ['F17'],
    labs: here,
    state: 'warning',
    fix: move,
    needs: () => ({ routes }),
    judge: ({ routes: all }, params) => seen(all, params, isDocker),
  }),
  pitfall({
    id: 'subnet-route',
    of: ['F18'],
    labs: here,
    state: 'warning',
    fix: move,
    needs: () => ({ routes }),
    judge: ({ routes: all }, params) => seen(all, params, (route) => !isDocker(route)),
  }),
  pitfall({
    id: 'gateway-mask',
    of: ['F20'],
    labs: here,
    state: 'warning',
    fix: 'sudo ip address del {gateway}/{length} dev {device}',
    fresh: true,
    needs: () => ({ links: interfaces('host') }),
    judge({ links }, { gateway, subnet: network }) {
      for (const { name, addresses } of links) {
        const found = addresses.find(({ local }) => local === gateway);
        if (found && `${found.prefixLength}` !== network.split('/')[1])
          return { values: { gateway, length: found.prefixLength, device: name, subnet: network } };
      }
      return undefined;
    },
  }),
];
