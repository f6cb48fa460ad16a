import type { FactRequest } from '../../facts/index.ts';
import { ok } from '../../result.ts';
import { fromParts, linesOf } from './parts-of-script.ts';

/** The device of the IPv6 default route; undefined where there is none. */
export function ipv6Default(): FactRequest<string | undefined> {
  return fromParts('ipv6-default', ['part route ip -6 route show default'], (parts) =>
    ok(/\bdev (\S+)/.exec(parts.get('route')?.body ?? '')?.[1]),
  );
}

/** Interfaces that somebody listens on (ip-link(8): PROMISC, or a count of programs such as tcpdump). */
export function sniffed(): FactRequest<readonly string[]> {
  return fromParts('sniffed', ['part links ip -d -o link show'], (parts) =>
    ok(
      linesOf(parts, 'links').flatMap((line) => {
        const [, name] = /^\d+: ([^:@\s]+)/.exec(line) ?? [];
        // Ports of a bridge are promiscuous by themselves.
        return name !== undefined && !/ master \S+/.test(line) && /promiscuity [1-9]/.test(line) ? [name] : [];
      }),
    ),
  );
}

/** Connections of this machine to a TCP port of others. */
export function connectionsTo(port: number): FactRequest<readonly string[]> {
  return fromParts(`connections-to:${port}`, [`part sockets ss -Htn state established dport = :${port}`], (parts) =>
    ok(linesOf(parts, 'sockets').map((line) => line.trim().split(/\s+/)[3] ?? line)),
  );
}

/** Tracked connections to a TCP port, as conntrack(8) prints them. */
export function trackedTo(port: number): FactRequest<readonly string[]> {
  return fromParts(`tracked-to:${port}`, [`part flows conntrack -L -p tcp --orig-port-dst ${port}`], (parts) =>
    ok(linesOf(parts, 'flows')),
  );
}
