import { unreachable } from '../../src/result.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { detailsOf, type Journey } from '../support/journey.ts';
import { otherOf, type World } from '../support/world.ts';
import { first, type Lost, type Suspect } from './first.ts';
import * as paths from './paths.ts';
import { sentElsewhere } from './rewritten.ts';
import { undecidedOutcome } from './undecided.ts';

/**
 * The likeliest cause of a failed request: walks the suspects of its path, from the caller to the server and back.
 * What cannot produce the observed outcome is not suspected (a drop never refuses; "unreachable" is said by the sender).
 */
export function lostOnTheWay(world: World, journey: Journey, outcome: Lost): Diagnosis | undefined {
  return (
    first(world, [...suspectsOf(journey, outcome), sentElsewhere(journey)]) ??
    undecidedOutcome(detailsOf(journey, world.params), outcome, world)
  );
}

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
