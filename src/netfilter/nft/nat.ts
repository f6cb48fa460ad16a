import { formatAddress } from '../../ipv4.ts';
import type { NatTarget, Target, VmapCase } from '../target.ts';
import { get, type Json, listOf, text } from './json.ts';
import { equals, once, type Scope } from './matches.ts';
import { numgenCases } from './numgen.ts';
import { caseOf, pairs } from './sets.ts';
import { matchText, statementText } from './text.ts';
import { addressValue, portValue } from './values.ts';

type Kind = NatTarget['kind'];

const isKind = (kind: string): kind is Kind => ['dnat', 'snat', 'masquerade', 'redirect'].includes(kind);

function flagsOf(inside: Json): Pick<NatTarget, 'random' | 'persistent'> {
  const flags = listOf(get(inside, 'flags'));
  return {
    ...(flags.includes('random') || flags.includes('fully-random') ? { random: true } : {}),
    ...(flags.includes('persistent') ? { persistent: true } : {}),
  };
}

function translation(kind: Kind, address: Json, port: Json, inside: Json): NatTarget | undefined {
  const range = address === undefined ? undefined : addressValue(address);
  const ports = port === undefined ? undefined : portValue(port);
  if ((address !== undefined && !range) || (port !== undefined && !ports)) return undefined;
  return {
    kind,
    ...(range ? { addresses: { from: formatAddress(range.from), to: formatAddress(range.to) } } : {}),
    ...(ports ? { ports } : {}),
    ...flagsOf(inside),
  };
}

/** `dnat to tcp dport map { 80 : 1.2.3.4 . 8080 }`: a case for each entry. */
function mapped(kind: Kind, map: Json, inside: Json, scope: Scope): Target | undefined {
  const [left, data, port] = [get(map, 'key'), get(map, 'data'), get(inside, 'port')];
  const cases = once([kind, port, left], data, scope, () => {
    const known = pairs(data, scope.sets)?.map(
      ([key, value, expires]): readonly [Json, NatTarget | undefined, boolean] => {
        const [address, ownPort] = get(value, 'concat') === undefined ? [value] : listOf(get(value, 'concat'));
        return [key, translation(kind, address, ownPort ?? port, inside), expires];
      },
    );
    const whole = known?.flatMap(([key, target, expires]) => (target ? [[key, target, expires] as const] : []));
    if (!whole || whole.length !== known?.length) return undefined;
    const drawn = numgenCases(left, whole, (key) => matchText('==', left, key));
    return drawn ?? whole.map(([key, target, expires]): VmapCase => caseOf(equals(left, key, scope), target, expires));
  });
  return cases && { kind: 'vmap', cases };
}

/** dnat, snat, masquerade and redirect; undefined for other statements. A translation for IPv6 passes IPv4 packets by. */
export function natStatement(kind: string, inside: Json, scope: Scope): Target | undefined {
  if (!isKind(kind)) return undefined;
  if (text(inside, 'family') === 'ip6') return { kind: 'continue' };
  const address = get(inside, 'addr');
  const port = get(inside, 'port');
  const map = get(address, 'map');
  const target = map === undefined ? translation(kind, address, port, inside) : mapped(kind, map, inside, scope);
  return target ?? { kind: 'unknown', name: statementText({ [kind]: inside }) };
}
