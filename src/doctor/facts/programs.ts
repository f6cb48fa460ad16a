import type { FactRequest } from '../../facts/index.ts';
import { askedPackages, neededBy, type Release, releaseOf } from '../../programs.ts';
import { err, ok } from '../../result.ts';
import { unreadable } from '../../round/reading.ts';
import { fromParts, linesOf } from './parts-of-script.ts';

export interface Programs {
  readonly missing: ReadonlySet<string>;
  /** What apt knows; asked only where something is missing. */
  readonly release: Release;
  /** Which rules `iptables` works on; undefined where it is missing or too old to say. */
  readonly iptables: 'nft' | 'legacy' | undefined;
}

export function programs(): FactRequest<Programs> {
  const script = [
    `missing() { for name in ${neededBy('here').join(' ')}; do command -v $name >/dev/null || echo $name; done; }`,
    'part missing missing',
    `[ -z "$(missing)" ] || part policy apt-cache policy ${askedPackages.join(' ')}`,
    'part iptables iptables -V',
  ];
  return fromParts('programs', script, (parts) => {
    if (!parts.has('missing')) return err(unreadable('command -v'));
    const [, backend] = /\((nf_tables|legacy)\)/.exec(parts.get('iptables')?.body ?? '') ?? [];
    return ok({
      missing: new Set(linesOf(parts, 'missing')),
      release: releaseOf(parts.get('policy')?.body ?? ''),
      iptables: backend === undefined ? undefined : backend === 'legacy' ? 'legacy' : 'nft',
    });
  });
}
