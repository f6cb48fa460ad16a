import { unreachable } from '../../src/result.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { diagnosis } from '../support/define.ts';
import type { JourneyDetails } from '../support/journey.ts';
import { atNode } from '../support/mends.ts';
import type { World } from '../support/world.ts';
import type { Lost } from './first.ts';

/** The facts do not tell the cause: says what is known, and which look would decide. */
export function undecidedOutcome(
  { from, address, port }: JourneyDetails,
  outcome: Lost,
  world: World,
): Diagnosis | undefined {
  switch (outcome) {
    case 'timeout':
      return diagnosis('timeout-undecided', { address, interface: world.params.bridge });
    case 'refused':
    case 'reset':
      return diagnosis('refused-undecided', { address, port });
    case 'no-route':
      return diagnosis('no-route-undecided', { address, name: from, command: atNode(from, 'ip neigh') });
    case 'unreachable':
      return diagnosis('unreachable-undecided', { address, name: from, command: atNode(from, 'ip rule') });
    case 'dns':
      return diagnosis('dns-failed', { name: from, site: address });
    case 'other':
      return undefined;
    default:
      return unreachable(outcome);
  }
}
