import { removal } from '../support/fixes.ts';
import type { Passing } from '../support/packets.ts';
import { wouldMatch } from '../support/rules.ts';
import type { Suspect } from '../support/suspect.ts';
import type { World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** Where a packet of a connection enters the host. */
type Entry = readonly [hook: 'prerouting' | 'output', passing: (world: World) => Passing];

/** A rule before conntrack takes packets of this connection out of it, so nothing translates them (docs/handbook.md#drill-14). */
export const untracked =
  (...entries: readonly Entry[]): Suspect =>
  (world) => {
    const chains = world['rules.host']?.chains ?? [];
    for (const [hook, passing] of entries) {
      const way = passing(world);
      const at = chains
        .filter((chain) => chain.base?.hook === hook)
        .flatMap((chain) => chain.rules.map((rule) => ({ chain, rule })))
        .find(({ rule }) => rule.effects.some(({ name }) => name === 'NOTRACK') && wouldMatch(world, hook, way, rule));
      if (at) return diagnosis('notrack', { rule: at.rule.text, command: removal(at) });
    }
    return undefined;
  };
