import { unreachable } from '../../src/result.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { sentElsewhere } from '../nat/rewritten.ts';
import { detailsOf, type Journey, type JourneyDetails } from '../support/journey.ts';
import { first, type Lost, type Suspect } from '../support/suspect.ts';
import { otherOf, type World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';
import * as paths from './paths.ts';

/**
 * The likeliest cause of a failed request: walks the suspects of its path, from the caller to the server and back.
 * What cannot produce the observed outcome is not suspected (a drop never refuses; "unreachable" is said by the sender).
 * Undefined: nothing of the course's own; then the end of the request's walk is the cause (`withOneCause`).
 */
export function lostOnTheWay(world: World, journey: Journey, outcome: Lost): Diagnosis | undefined {
  const suspects = [...suspectsOf(journey, outcome), sentElsewhere(journey)];
  return first(world, suspects) ?? (outcome === 'dns' ? notResolved(detailsOf(journey, world.params)) : undefined);
}

/** No packet was sent to the address that the name stands for, so there is none to follow. */
const notResolved = ({ from, address }: JourneyDetails): Diagnosis =>
  diagnosis('dns-failed', { name: from, site: address });

function suspectsOf(journey: Journey, outcome: Lost): readonly Suspect[] {
  switch (journey.kind) {
    case 'self':
      return paths.toSelf(journey.who);
    case 'gateway':
      return paths.toGateway(outcome);
    case 'to-container':
      return paths.toContainer(journey.who, outcome);
    case 'to-host':
      return paths.toHost(journey.who, outcome);
    case 'between':
      return paths.between(journey.who, otherOf(journey.who), outcome);
    case 'to-outside':
      return paths.toOutside(journey.who, outcome);
    case 'published':
      return paths.published(journey.from, outcome);
    default:
      return unreachable(journey);
  }
}
