import type { FactRequest } from '../../round/index.ts';
import type { Change, ChangeKind } from './notice.ts';

/** Which changes a quick fact can see, by the first word of its key; the second one is its node. */
const sources: { readonly [fact: string]: readonly ChangeKind[] | undefined } = {
  interfaces: ['ip'],
  routes: ['ip'],
  // What a look-up answers also hangs on forwarding and rp_filter.
  'route-get': ['ip', 'sysctl'],
  // Switches of an interface come and go with it; forwarding and rp_filter are told by the routing socket.
  sysctls: ['ip', 'sysctl'],
  ruleset: ['nft', 'legacy'],
};

/**
 * The facts that these changes can have changed; all others still hold. Sockets and containers have no events of the
 * kernel's (nobody tells that a server listens), so that `listeners` is looked at whenever its node is; what is not
 * known here always.
 */
export function touchedBy(
  changes: readonly Change[],
  requests: readonly FactRequest<unknown>[],
): readonly FactRequest<unknown>[] {
  if (changes.some(({ kind }) => kind === 'anything' || kind === 'engine')) return requests;
  return requests.filter(({ key }) => {
    const [fact = '', node = ''] = key.split(':');
    if (fact === 'containers') return false;
    const kinds = sources[fact];
    return changes.some((change) => change.node === node && (kinds?.includes(change.kind) ?? true));
  });
}
