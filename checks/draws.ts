import { internet, livingIn, neighbourhood, type Other, routerOf, sitesIn, zoneOf } from '../lessons/neighbourhood.ts';
import type { Params } from '../lessons/params/params.ts';
import type { Choose, Draw, Drawing } from '../src/course/scene.ts';
import { type RouteAnswer, routeGet } from '../src/facts/index.ts';

/** First parts of addresses that belong to nobody special: neither private, nor shared, nor multicast, nor for documentation. */
const publicFirst = Array.from({ length: 212 }, (_, at) => at + 11).filter(
  (first) => ![127, 100, 169, 172, 192, 198, 203].includes(first),
);

const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error('drawn beyond the list');
  return found;
};

function anywhere(choose: Choose, label: string): Other {
  const first = at(publicFirst, choose(`${label} first`, publicFirst.length));
  const rest = ['second', 'third'].map((part) => choose(`${label} ${part}`, 256));
  const address = [first, ...rest, 1 + choose(`${label} last`, 254)].join('.');
  return { address, port: 1024 + choose(`${label} port`, 60_000) };
}

/** Somebody on the LAN, a service of theirs, and a site on the internet by a name that nobody has asked for before. */
function neighbour(params: Params, choose: Choose, label: string, isWeb: boolean): Draw<Params> {
  const neighbours = livingIn(neighbourhood(params, routerOf(params)));
  const { address, port } = at(neighbours, choose(`${label} neighbour`, neighbours.length));
  const sites = sitesIn(internet.others, zoneOf(params.site));
  const { name } = at(sites, choose(`${label} site`, sites.length));
  const site = `n${choose(`${label} name`, 1_000_000_000)}.${name}`;
  const drawn = { port: isWeb ? 80 : port };
  return { params: { ...params, outsideAddress: address, site, drawn }, asks: 'everything' };
}

/** What a grade asks besides: two neighbours and two sites where the lab plays them; routes and rules for anybody, everywhere. */
export const drawing: Drawing<Params> = {
  room: (params) => routeGet('outside', at(livingIn(neighbourhood(params, routerOf(params))), 0).address),
  hasRoom: (seen) => {
    const answer = seen as RouteAnswer | undefined;
    return answer?.found === true && answer.type === 'local';
  },
  draws(params, choose, hasRoom) {
    const state = ['one', 'two', 'three'].map((label): Draw<Params> => {
      const { address, port } = anywhere(choose, label);
      return { params: { ...params, outsideAddress: address, drawn: { port } }, asks: 'state' };
    });
    return hasRoom ? [neighbour(params, choose, 'a', false), neighbour(params, choose, 'b', true), ...state] : state;
  },
};
