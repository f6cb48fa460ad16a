import { formatAddress } from '../ipv4.ts';
import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { type Part, partsOf } from '../round/parts.ts';
import { absence, failed } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';
import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';

/** A filter of tc(8) that hands what it matches on to another device (tc-mirred(8), `redirect`). */
export interface Diversion {
  readonly device: string;
  /** `egress`: of what the device sends; `ingress`: of what it receives, before everything else. */
  readonly hook: TcHook;
  /** Ethernet protocol in tc's word: `ip`, `arp`, `all`. */
  readonly protocol: string;
  /** IPv4 address that the packet goes to, or that the ARP question or answer is for. Absent: any. */
  readonly target?: string;
  /** IP protocol number. Absent: any. */
  readonly ipProtocol?: number;
  /** It asks more than that, in bytes that are not read here. */
  readonly asksMore: boolean;
  readonly to: string;
  /** How it gets there: `egress`, the other device sends it; `ingress`, the other device receives it. */
  readonly as: TcHook;
}

export type TcHook = 'egress' | 'ingress';

/** Filters in the order in which the kernel asks them. */
export interface Diversions {
  readonly diversions: readonly Diversion[];
  /** Devices with filters that do something else: what becomes of packets there is not known. */
  readonly opaque: readonly { readonly device: string; readonly hook: TcHook }[];
}

/** What tc(8) does with packets at the devices of a node, besides queueing. One program where there are no filters. */
export function diversions(node: string): FactRequest<Diversions> {
  return {
    key: `diversions:${node}`,
    script: withValues({ NODE: nodeWord(node) }, scriptBeside(import.meta.url, './diversions.sh')),
    phase: 'quick',
    parse(seen, context) {
      const parts = partsOf(seen.stdout, context.nonce);
      const qdiscs = parts.get('qdiscs');
      if (qdiscs?.exitCode !== 0)
        return err(absence(seen, context) ?? failed({ ...seen, exitCode: qdiscs?.exitCode ?? seen.exitCode }, 'tc'));
      const read = [...parts].flatMap(([name, part]) => {
        const [, hook, device] = /^(egress|ingress) (.*)$/.exec(name) ?? [];
        return device === undefined ? [] : [readFilters(device, hook as TcHook, part)];
      });
      return ok({
        diversions: read.flatMap((one) => one.diversions),
        opaque: read.flatMap((one) => one.opaque),
      });
    },
  };
}

/** `filter protocol ip pref 1 u32 chain 0 fh 800::800 …`, its matches, and its actions, each on a line of its own. */
function readFilters(device: string, hook: TcHook, { body, exitCode }: Part): Diversions {
  const filters = `\n${body}`.split('\nfilter ').slice(1).filter(isRule);
  const read = filters.map((filter) => readFilter(device, hook, filter));
  const isClear = exitCode === 0 && read.every((one) => one !== undefined);
  return isClear
    ? { diversions: read.filter((one) => one !== undefined), opaque: [] }
    : { diversions: [], opaque: [{ device, hook }] };
}

/** u32 lists its hash tables, too, which do nothing by themselves. */
const isRule = (filter: string): boolean =>
  !/^protocol \S+ pref \d+ u32 chain 0 (fh \w+: ht divisor \d+ *)?(\n|$)/.test(filter);

/** Undefined: not one that we can read. */
function readFilter(device: string, hook: TcHook, filter: string): Diversion | undefined {
  const [, protocol] = /^protocol (\S+) pref \d+ u32 chain 0 fh \S+ .*terminal/.exec(filter) ?? [];
  const actions = filter
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('action order '));
  const [, direction, to] =
    /^action order 1: mirred \((Egress|Ingress) Redirect to device (\S+)\) stolen/.exec(actions[0] ?? '') ?? [];
  if (protocol === undefined || direction === undefined || to === undefined || actions.length !== 1) return undefined;
  const asked = [...filter.matchAll(/^ {2}match ([0-9a-f]{8})\/([0-9a-f]{8}) at (\d+)/gm)]
    .map(([, value = '', mask = '', at]) => ({ value: Number.parseInt(value, 16), mask, at: Number(at) }))
    .filter(({ mask }) => mask !== '00000000');
  const isTarget = ({ mask, at }: (typeof asked)[number]): boolean =>
    mask === 'ffffffff' && ((protocol === 'ip' && at === 16) || (protocol === 'arp' && at === 24));
  const isProtocol = ({ mask, at }: (typeof asked)[number]): boolean =>
    protocol === 'ip' && mask === '00ff0000' && at === 8;
  const target = asked.find(isTarget);
  const ipProtocol = asked.find(isProtocol);
  return {
    ...{ device, hook, protocol, to, as: direction === 'Egress' ? 'egress' : 'ingress' },
    ...(target ? { target: formatAddress(target.value) } : {}),
    ...(ipProtocol ? { ipProtocol: ipProtocol.value >>> 16 } : {}),
    asksMore: asked.some((one) => one !== target && one !== ipProtocol),
  };
}
