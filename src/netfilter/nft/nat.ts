import { formatAddress } from '../../ipv4.ts';
import type { NatTarget, Target, VmapCase } from '../target.ts';
import { get, type Json, listOf, text } from './json.ts';
import { equals, type Scope } from './matches.ts';
import { pairs } from './sets.ts';
import { statementText } from './text.ts';
import { addressValue, portValue } from './values.ts';

type Kind = NatTarget['kind'];

const isKind = (kind: string): kind is Kind => ['dnat', 'snat', 'masquerade', 'redirect'].includes(kind);

function translation(kind: Kind, address: Json, port: Json): NatTarget | undefined {
  const range = address === undefined ? undefined : addressValue(address);
  const ports = port === undefined ? undefined : portValue(port);
  if ((address !== undefined && !range) || (port !== undefined && !ports)) return undefined;
  return {
    kind,
    ...(range ? { addresses: { from: formatAddress(range.from), to: formatAddress(range.to) } } : {}),
    ...(ports ? { ports } : {}),
  };
}

/** `dnat to tcp dport map { 80 : 1.2.3.4 . 8080 }`: a case for each entry. */
function mapped(kind: Kind, map: Json, port: Json, scope: Scope): Target | undefined {
  const cases = pairs(get(map, 'data'), scope.sets)?.map(([key, value]): VmapCase | undefined => {
    const [address, ownPort] = get(value, 'concat') === undefined ? [value] : listOf(get(value, 'concat'));
    const target = translation(kind, address, ownPort ?? port);
    return target && { when: equals(get(map, 'key'), key, scope), target };
  });
  const known = cases?.filter((entry) => entry !== undefined);
  return known && known.length === cases?.length ? { kind: 'vmap', cases: known } : undefined;
}

/** dnat, snat, masquerade and redirect; undefined for other statements. A translation for IPv6 passes IPv4 packets by. */
export function natStatement(kind: string, inside: Json, scope: Scope): Target | undefined {
  if (!isKind(kind)) return undefined;
  if (text(inside, 'family') === 'ip6') return { kind: 'continue' };
  const address = get(inside, 'addr');
  const port = get(inside, 'port');
  const map = get(address, 'map');
  const target = map === undefined ? translation(kind, address, port) : mapped(kind, map, port, scope);
  return target ?? { kind: 'unknown', name: statementText({ [kind]: inside }) };
}
