import type { Scene, SeenWays, Variant } from '../src/course/scene.ts';
import { defaultParams, type Params } from './params/params.ts';

/** The nodes of the course, and which of them it means by an address. */
export function scene(p: Params): Omit<Scene<Params>, 'params'> {
  return {
    nodes: [
      { name: 'host', kind: 'host' },
      { name: p.c1.name, kind: 'container' },
      { name: p.c2.name, kind: 'container' },
      { name: 'outside', kind: 'machine' },
      { name: 'internet', kind: 'machine' },
    ],
    cards: [p.uplink],
    layout: {
      neighbours: ['outside', 'internet'],
      hosts: [{ name: 'host', containers: [p.c1.name, p.c2.name] }],
    },
    addresses: {
      [`${p.hostAddress}:${p.port}`]: p.c1.name,
      [p.c1.address]: p.c1.name,
      [p.c2.address]: p.c2.name,
      [p.gateway]: 'host',
      [p.hostAddress]: 'host',
      [p.outsideAddress]: 'outside',
      [p.site]: 'internet',
    },
  };
}

/** A student's machine has a card and an address of its own. */
export function onMachine(params: Params, { routes, interfaces }: SeenWays): Params {
  const { uplink: wanted, bridge, hostAddress } = params;
  const ways = routes.flatMap(({ dst, dev }) =>
    dst === 'default' && dev !== undefined && dev !== bridge ? [dev] : [],
  );
  // The one that the course names, when there are several.
  const uplink = ways.includes(wanted) ? wanted : ways[0];
  const addresses = interfaces.find(({ name }) => name === uplink)?.addresses ?? [];
  const address =
    addresses.find(({ local }) => local === hostAddress) ?? addresses.find(({ scope }) => scope === 'global');
  return uplink === undefined || !address ? params : { ...params, uplink, hostAddress: address.local };
}

/** What is a student's own; everything else stays the course's. */
export function variant({ tag, subnet, hosts: [gateway, first, second], port }: Variant) {
  const named = (name: string): string => `${name}-${tag}`;
  const { c1, c2, bridge } = defaultParams;
  return {
    bridge: named(bridge),
    subnet,
    gateway,
    c1: { ...c1, name: named(c1.name), veth: named(c1.veth), address: first },
    c2: { ...c2, name: named(c2.name), veth: named(c2.veth), address: second },
    port,
  };
}
