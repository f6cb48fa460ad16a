import { unreachable } from '../../src/result.ts';
import type { Journey } from '../support/journey.ts';
import { type Look, otherOf, type Who } from '../support/world.ts';

const wiring = ['containers', 'interfaces.host', 'interfaces.c1', 'interfaces.c2'] as const;

const inside = (who: Who): readonly Look[] => [
  `neighbours.${who}`,
  `rules.${who}`,
  `listeners.${who}`,
  `route.${who}.other`,
  `routes.${who}`,
];
const routed = (who: Who): readonly Look[] => [`route.${who}.outside`, `route.${who}.any`, `route.in.${who}`];
const hostSide: readonly Look[] = [
  'sysctls',
  'rules.host',
  'listeners.host',
  'route.host.outside',
  'routes.host',
  'connections',
];

/** What may tell why this journey failed: the looks along its path, in both directions. */
export function cluesOf(journey: Journey): readonly Look[] {
  switch (journey.kind) {
    case 'self':
      return ['containers', `interfaces.${journey.who}`, `listeners.${journey.who}`, `rules.${journey.who}`];
    case 'gateway':
      return ['interfaces.host', 'rules.host', 'listeners.host', 'route.host.gateway'];
    case 'to-container':
      return [...wiring, ...inside(journey.who), 'rules.host', `route.host.${journey.who}`, 'routes.host'];
    case 'to-host':
      return [
        ...wiring,
        ...inside(journey.who),
        `route.${journey.who}.outside`,
        `route.host.${journey.who}`,
        'routes.host',
        'rules.host',
        'listeners.host',
      ];
    case 'between':
      return [...wiring, ...inside(journey.who), ...inside(otherOf(journey.who)), 'sysctls', 'rules.host'];
    case 'to-outside':
      return [...wiring, ...inside(journey.who), ...routed(journey.who), ...hostSide, `route.host.${journey.who}`];
    case 'published': {
      const caller = journey.from === 'c2' ? [...inside('c2'), ...routed('c2')] : [];
      return [...wiring, ...inside('c1'), ...routed('c1'), ...caller, ...hostSide, 'route.host.c1'];
    }
    default:
      return unreachable(journey);
  }
}
