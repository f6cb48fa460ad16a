import type { Check } from '../src/verify/check.ts';
import { bridgeNetwork } from './bridge-network.ts';
import { containers } from './container/checks.ts';
import { hairpin } from './hairpin/checks.ts';
import { hostport } from './hostport/checks.ts';
import { outside } from './nat/checks.ts';

/** Every check of the course, in the order of its lessons and steps. */
export const allChecks: readonly Check[] = [...containers, ...bridgeNetwork, ...outside, ...hostport, ...hairpin];

/** The checks of one step, in order; none for an unknown step. */
export const checksOf = (step: string): readonly Check[] => allChecks.filter((check) => check.step === step);
