import type { Twin } from '../../support/case.ts';
import { ruleTwins } from './rules.ts';
import { wiringTwins } from './wiring.ts';

/** Right, but different: each is played on with the course's own commands, and must pass. */
export const twins: readonly Twin[] = [...wiringTwins, ...ruleTwins];
