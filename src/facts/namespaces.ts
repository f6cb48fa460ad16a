import * as z from 'zod';
import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { printedJson } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/**
 * What a network namespace's own numbers for others (`linkNetnsid` of an interface) mean: their names in /run/netns, or
 * undefined for those that have none there, such as the host's and the containers'.
 */
export type Namespaces = ReadonlyMap<number, string | undefined>;

const row = z.object({ nsid: z.number(), name: z.string().optional() });

/** `ip -j netns list-id` (ip-netns(8)). */
export function namespaces(node: string): FactRequest<Namespaces> {
  return {
    key: `namespaces:${node}`,
    script: `at ${nodeWord(node)} ip -j netns list-id`,
    phase: 'quick',
    parse(seen, context) {
      // It prints nothing at all where there is none.
      const printed = seen.exitCode === 0 && seen.stdout.trim() === '' ? { ...seen, stdout: '[]' } : seen;
      const rows = printedJson(printed, context, 'ip netns', z.array(row));
      return rows.ok ? ok(new Map(rows.value.map(({ nsid, name }) => [nsid, name]))) : rows;
    },
  };
}
