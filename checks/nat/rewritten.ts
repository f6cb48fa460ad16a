import type { HookName } from '../../src/netfilter/index.ts';
import { removal } from '../support/fixes.ts';
import type { Journey } from '../support/journey.ts';
import { bridged, fromContainer, outgoing, type Passing, toContainer } from '../support/packets.ts';
import { atHook } from '../support/rules.ts';
import type { Suspect } from '../support/suspect.ts';
import type { World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';
import { target } from './suspects.ts';

/** Where the call enters the host; undefined for calls that a rule of the course rewrites, or that never meet the host. */
function entry(world: World, journey: Journey): readonly [HookName, Passing] | undefined {
  if (journey.kind === 'to-container') return ['output', toContainer(world, journey.who)];
  if (journey.kind === 'to-host') return ['prerouting', fromContainer(world, journey.who)];
  if (journey.kind === 'between') return ['prerouting', bridged(world, journey.who)];
  return journey.kind === 'to-outside' ? ['prerouting', outgoing(world, journey.who)] : undefined;
}

/** A DNAT rule of the host catches a call that should go where its address says. */
export const sentElsewhere =
  (journey: Journey): Suspect =>
  (world) => {
    const [hook, passing] = entry(world, journey) ?? [];
    const nat = hook && passing && atHook(world, hook, passing)?.nat;
    if (!nat || !passing || nat.kind === 'unknown') return undefined;
    const observed = target(nat, passing);
    const { dst, dport } = passing.packet;
    if (observed === `${dst}:${dport ?? '?'}`) return undefined;
    const values = { address: dst, port: dport ?? '-', observed, rule: nat.at.rule.text, command: removal(nat.at) };
    return diagnosis('destination-rewritten', values);
  };
