import type { FactRequest } from '../../facts/index.ts';
import { err, ok } from '../../result.ts';
import { unreadable } from '../../round/reading.ts';
import { fromParts, linesOf } from './parts-of-script.ts';

/** Programs that the course's commands, its probes or the lab's terminals call, with the Debian package that has each. */
export const packages: { readonly [program: string]: string } = {
  docker: 'docker.io',
  ip: 'iproute2',
  bridge: 'iproute2',
  ss: 'iproute2',
  iptables: 'iptables',
  nft: 'nftables',
  brctl: 'bridge-utils',
  conntrack: 'conntrack',
  nsenter: 'util-linux',
  script: 'bsdutils',
  curl: 'curl',
};

export interface Programs {
  readonly missing: ReadonlySet<string>;
  /** Which rules `iptables` works on; undefined where it is missing or too old to say. */
  readonly iptables: 'nft' | 'legacy' | undefined;
}

export function programs(): FactRequest<Programs> {
  const script = [
    `part missing sh -c 'for name in ${Object.keys(packages).join(' ')}; do command -v $name >/dev/null || echo $name; done'`,
    'part iptables iptables -V',
  ];
  return fromParts('programs', script, (parts) => {
    if (!parts.has('missing')) return err(unreadable('command -v'));
    const [, backend] = /\((nf_tables|legacy)\)/.exec(parts.get('iptables')?.body ?? '') ?? [];
    return ok({
      missing: new Set(linesOf(parts, 'missing')),
      iptables: backend === undefined ? undefined : backend === 'legacy' ? 'legacy' : 'nft',
    });
  });
}
