import { ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { linesUpTo } from '../round/lines.ts';
import { printed } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** A TCP socket that waits for connections (ss(8)). */
export interface Listener {
  /** Where it listens: `0.0.0.0`, `*` (every address, IPv6 too), `::`, `127.0.0.1`, … */
  readonly address: string;
  readonly port: number;
  /** Name of the program, where the kernel lets us see it. */
  readonly program?: string;
  readonly pid?: number;
}

/** A socket of several hundred processes. */
const longestLine = 65_536;

/** What listens on TCP in a node: `ss -Hltnp`. */
export function listeners(node: string): FactRequest<readonly Listener[]> {
  return {
    key: `listeners:${node}`,
    script: `at ${nodeWord(node)} ss -Hltnp`,
    phase: 'quick',
    parse(seen, context) {
      const output = printed(seen, context, 'ss');
      return output.ok ? ok(linesUpTo(output.value, longestLine).flatMap(readListener)) : output;
    },
  };
}

const withoutBrackets = (address: string): string =>
  address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;

function readListener(line: string): readonly Listener[] {
  const [state, , , local, , users] = line.split(/\s+/);
  const [, address, port] = /^(.+):(\d+)$/.exec(local ?? '') ?? [];
  if (state !== 'LISTEN' || address === undefined) return [];
  const [, program, pid] = /\(\("([^"]*)",pid=(\d+)/.exec(users ?? '') ?? [];
  return [
    {
      // Brackets around IPv6, and the device after a percent sign, are ss's spelling.
      address: withoutBrackets(address.split('%', 1)[0] ?? ''),
      port: Number(port),
      ...(program === undefined ? {} : { program, pid: Number(pid) }),
    },
  ];
}
