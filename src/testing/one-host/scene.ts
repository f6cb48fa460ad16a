import type { Scene } from '../../course/scene.ts';
import { defaultParams } from './params.ts';

const { c1, c2, gateway, hostAddress, outsideAddress, port, site, uplink } = defaultParams;

export const scene: Scene = {
  params: defaultParams,
  nodes: [
    ...[{ name: 'host', kind: 'host' } as const],
    ...[c1, c2].map(({ name }) => ({ name, kind: 'container' }) as const),
    ...['outside', 'internet'].map((name) => ({ name, kind: 'machine' }) as const),
  ],
  cards: [uplink],
  layout: { neighbours: ['outside', 'internet'], hosts: [{ name: 'host', containers: [c1.name, c2.name] }] },
  addresses: {
    ...{ [`${hostAddress}:${port}`]: c1.name, [c1.address]: c1.name, [c2.address]: c2.name },
    ...{ [gateway]: 'host', [hostAddress]: 'host', [outsideAddress]: 'outside', [site]: 'internet' },
  },
};
