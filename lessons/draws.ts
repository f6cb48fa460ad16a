import { isItsOwn, standsFor } from '../checks/support/room.ts';
import type { Choose, Draw, Drawing } from '../src/course/scene.ts';
import { internet, livingIn, neighbourhood, type Other, routerOf, sitesIn, zoneOf } from './neighbourhood.ts';
import type { Params } from './params/params.ts';

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

/** Somebody on the LAN, and their web server. */
function neighbour(params: Params, choose: Choose, label: string): Other {
  const neighbours = livingIn(neighbourhood(params, routerOf(params)));
  return at(neighbours, choose(`${label} neighbour`, neighbours.length));
}

const withWeb = (params: Params, { address }: Other): Draw<Params> => ({
  params: { ...params, outsideAddress: address, drawn: { port: 80 } },
  asks: 'everything',
});

/** Another service of somebody, and a site on the internet by a name that nobody has asked for before. */
function withService(params: Params, choose: Choose, { address, port }: Other): Draw<Params> {
  const sites = sitesIn(internet.others, zoneOf(params.site));
  const { name } = at(sites, choose('site', sites.length));
  const site = `n${choose('name', 1_000_000_000)}.${name}`;
  return { params: { ...params, outsideAddress: address, site, drawn: { port } }, asks: 'everything' };
}

/** What a grade asks besides: two neighbours, a service and a site where the lab plays them; routes and rules for anybody, everywhere. */
export const drawing: Drawing<Params> = {
  room: (params) => standsFor('outside', at(livingIn(neighbourhood(params, routerOf(params))), 0).address),
  hasRoom: isItsOwn,
  draws(params, choose, hasRoom) {
    const state = ['one', 'two'].map((label): Draw<Params> => {
      const { address, port } = anywhere(choose, label);
      return { params: { ...params, outsideAddress: address, drawn: { port } }, asks: 'state' };
    });
    if (!hasRoom) return state;
    const [one, other] = [neighbour(params, choose, 'a'), neighbour(params, choose, 'b')];
    return [withService(params, choose, one), withWeb(params, other), ...state];
  },
};
