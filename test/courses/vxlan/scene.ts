import type { Scene, Variant } from '../../../src/course/scene.ts';
import { card, defaultParams, type Params } from './params.ts';

export function scene({ red, blue, address, peerAddress }: Params): Omit<Scene<Params>, 'params'> {
  return {
    nodes: [
      { name: 'host', kind: 'host' },
      { name: 'osaka', kind: 'host' },
      { name: red.name, kind: 'container' },
      { name: blue.name, kind: 'container' },
      { name: 'core', kind: 'machine' },
    ],
    cards: [card],
    layout: {
      neighbours: ['core'],
      hosts: [
        { name: 'host', containers: [red.name] },
        { name: 'osaka', containers: [blue.name] },
      ],
    },
    addresses: {
      [red.address]: red.name,
      [blue.address]: blue.name,
      [address]: 'host',
      [peerAddress]: 'osaka',
    },
  };
}

/** What is a student's own. */
export function variant({ tag, subnet, hosts: [, first, second] }: Variant): Partial<Params> {
  const { red, blue } = defaultParams;
  return {
    subnet,
    red: { ...red, name: `${red.name}-${tag}`, address: first },
    blue: { ...blue, name: `${blue.name}-${tag}`, address: second },
  };
}
