import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printed } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';
import { type Connection, parseConnection } from './conntrack-line.ts';

/**
 * Tracked IPv4 connections of a node, after the round's fetches: `conntrack -L -o extended`. Empty until the first NAT or
 * conntrack rule of that namespace (docs/handbook.md#f30), and without packets that were dropped on the way.
 */
export function conntrack(node: string): FactRequest<readonly Connection[]> {
  return {
    key: `conntrack:${node}`,
    script: `at ${nodeWord(node)} conntrack -L -f ipv4 -o extended`,
    phase: 'late',
    parse(seen, context) {
      const output = printed(seen, context, 'conntrack');
      if (!output.ok) return output;
      return ok(output.value.split('\n').flatMap((line) => parseConnection(line) ?? []));
    },
  };
}
