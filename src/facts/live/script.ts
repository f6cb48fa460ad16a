import { nodeWord } from '../../round/words.ts';
import { scriptBeside } from '../../shell/script.ts';
import { withValues } from '../../shell/with-values.ts';

/** Seconds after which an instrument ends by itself, whatever happened to the script that started it. */
const bound = 25;

/**
 * The kernel takes tables with the flag `owner` away when the program that made them ends, however it ends (nft(8)):
 * nothing is left, also after SIGKILL. In both families: bridged frames meet `ip` only where br_netfilter hands them over.
 */
const marks = (table: string): readonly string[] => [
  `add table ip ${table} { flags owner; }`,
  `add chain ip ${table} pre { type filter hook prerouting priority -350; }`,
  `add chain ip ${table} out { type filter hook output priority -350; }`,
  `add rule ip ${table} pre ip protocol { tcp, icmp } meta nftrace set 1`,
  `add rule ip ${table} out ip protocol { tcp, icmp } meta nftrace set 1`,
  `add table bridge ${table} { flags owner; }`,
  `add chain bridge ${table} pre { type filter hook prerouting priority -350; }`,
  `add rule bridge ${table} pre ether type ip meta nftrace set 1`,
];

export const traceTable = 'bridgework_trace';

/**
 * Watches every node while `probe` runs: netfilter's own trace, conntrack's events, captures on all interfaces. Prints
 * parts: `unobservable` (NODE INSTRUMENT of what did not come up), then `trace NODE`, `events NODE`, `capture NODE`, `probe.out`,
 * `probe.err`. Standard error of the probe is in a file that `accessLog` also reads.
 */
export const liveScript = (probe: string, machines: readonly string[]): string =>
  withValues(
    {
      MACHINES: machines
        .filter((name) => name !== 'host')
        .map(nodeWord)
        .join(' '),
      BOUND: bound,
      TABLE: traceTable,
      MARKS: marks(traceTable).join('\n'),
      PROBE: probe,
    },
    scriptBeside(import.meta.url, './live.sh'),
  );
