/** What the monitors can see change: `ip` (links, bridge ports, addresses, routes, rules, static neighbours, forwarding), `nft`, `legacy` (iptables-legacy), `sysctl`, `engine` (which containers there are), or `anything`. */
export type ChangeKind = 'ip' | 'nft' | 'legacy' | 'sysctl' | 'engine' | 'anything';

/** Something of the lab changed. */
export interface Change {
  readonly kind: ChangeKind;
  /** `host` or a container's name. */
  readonly node: string;
}

export type Notice =
  | { readonly type: 'change'; readonly change: Change }
  /** From here on nothing is missed. */
  | { readonly type: 'ready' }
  /** This source cannot be listened to any more. */
  | { readonly type: 'lost'; readonly node: string; readonly source: string };

const kinds: readonly ChangeKind[] = ['ip', 'nft', 'legacy', 'sysctl', 'engine'];

/**
 * Reads the lines of `monitorScript`, one after the other. Undefined: nothing that a verdict could depend on. IPv6 and what
 * ordinary traffic does (ARP, learned addresses of a bridge) is no change; a static neighbour that comes, goes or turns
 * into an ordinary one is.
 */
export function createMonitorReader(): (line: string) => Notice | undefined {
  const staticNeighbours = new Set<string>();
  const isStaticChange = (node: string, words: string): boolean => {
    const neighbour = neighbourOf(node, words);
    if (!neighbour) return false;
    const was = staticNeighbours.has(neighbour.key);
    if (neighbour.isStatic && !neighbour.isGone) staticNeighbours.add(neighbour.key);
    else staticNeighbours.delete(neighbour.key);
    return was || neighbour.isStatic;
  };
  return (line) => {
    const [, what = '', node = '', rest = ''] = /^(\S+)(?: (\S+))?(?: (.*))?$/.exec(line) ?? [];
    if (what === 'ready') return { type: 'ready' };
    if (what === 'lost') return { type: 'lost', node, source: rest };
    if (what === 'has') {
      isStaticChange(node, rest);
      return undefined;
    }
    // Docker's words are about all containers; `node` is the action there.
    if (what === 'engine') return { type: 'change', change: { kind: 'engine', node: rest } };
    const kind = kinds.find((one) => one === what);
    if (kind === undefined || (kind === 'ip' && !isIpChange(rest, (words) => isStaticChange(node, words))))
      return undefined;
    return { type: 'change', change: { kind, node } };
  };
}

/** A line of `ip -o monitor label`. What does not look like one (an overrun, a restart) is a change: something was missed. */
function isIpChange(line: string, isStaticChange: (words: string) => boolean): boolean {
  const [, label, words = ''] = /^\[(\w+)\](.*)$/.exec(line) ?? [];
  switch (label) {
    case 'NEIGH':
      return isStaticChange(words);
    case 'ADDR':
      return !/ inet6 /.test(words);
    case 'ROUTE':
      // The first address of a line is the destination; routes of IPv6 have a colon in it, or are of its multicast.
      return (
        !/^(?:Deleted )?(?:[a-z]+ )?[0-9a-f]*:[0-9a-f:]*(?:\/\d+)? /.test(words) &&
        !/ pref (?:low|medium|high)/.test(words)
      );
    case 'NETCONF':
      return !/^(?:Deleted )?inet6 /.test(words);
    default:
      return true;
  }
}

interface Neighbour {
  readonly key: string;
  /** Set by hand. */
  readonly isStatic: boolean;
  readonly isGone: boolean;
}

function neighbourOf(node: string, words: string): Neighbour | undefined {
  const [, deleted, address, dev, mac = ''] = /^(Deleted )?([\d.]+) dev (\S+)(?: {1,2}lladdr (\S+))?/.exec(words) ?? [];
  // Without an address it is an entry of a bridge's forwarding database: learned, or the kernel's own.
  if (address === undefined || dev === undefined) return undefined;
  // Two words of state are of a tunnel's peer, by which it reaches a hardware address; one is of an ordinary neighbour.
  const isPeer = / (?:REACHABLE|STALE|NOARP) (?:NOARP|PERMANENT)\b/.test(words);
  const key = [node, dev, address, ...(isPeer ? [mac] : [])].join(' ');
  return {
    key,
    isStatic: isPeer || (deleted === undefined && / PERMANENT\b/.test(words)),
    isGone: deleted !== undefined,
  };
}
