import type { Evidence } from '../../../src/proof/case.ts';
import { joinAt, tunnelAt } from './commands.ts';
import { card, defaultParams as p } from './params.ts';

const ends = (...first: readonly string[]): readonly string[] => [...first, joinAt('host', p), joinAt('osaka', p)];
const inOsaka = (command: string): string => `ip netns exec osaka ${command}`;
const vni = p.vni + 1;
const remote = '192.168.77.99';

export const proof: Evidence = {
  leastWrong: 0,
  commandMutants: [],
  drills: [
    {
      ...{ step: 'tunnel', name: 'another network there' },
      lines: ends(tunnelAt('host', p), tunnelAt('osaka', p, { vni })),
      fails: { 'tunnel-joined': 'vni-differs', 'red-reaches-blue': 'end-tunnel-no-device' },
    },
    {
      ...{ step: 'tunnel', name: 'a peer that is not there' },
      lines: ends(tunnelAt('host', p, { remote }), tunnelAt('osaka', p)),
      fails: { 'tunnel-joined': 'peer-wrong', 'red-reaches-blue': 'end-no-neighbour' },
    },
    {
      ...{ step: 'tunnel', name: 'a firewall there' },
      lines: [
        ...ends(tunnelAt('host', p), tunnelAt('osaka', p)),
        inOsaka('iptables -I INPUT -p udp --dport 4789 -j DROP'),
      ],
      fails: { 'red-reaches-blue': 'end-rule-drops' },
    },
  ],
  twins: [],
  fakes: [],
  injections: {
    'vni-differs': {
      ...{ after: 'tunnel', check: 'tunnel-joined' },
      lines: [`ip -n osaka link del ${p.tunnel}`, tunnelAt('osaka', p, { vni }), joinAt('osaka', p)],
    },
    'peer-wrong': {
      ...{ after: 'tunnel', check: 'tunnel-joined' },
      lines: [`ip link del ${p.tunnel}`, tunnelAt('host', p, { remote }), joinAt('host', p)],
    },
  },
  keeps: {
    cards: [card],
    lines: [
      inOsaka('nft flush ruleset'),
      ...[p.tunnel, p.blue.cable, p.bridge].map((device) => `ip -n osaka link del ${device}`),
    ],
    rules: [],
  },
  observations: {},
};
