import { get, isObject, type Json, listOf, number, text, variant } from './json.ts';

/** Writes nft's JSON in nft's own syntax, for people; what we do not know stays JSON. */

function valueText(value: Json): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return Array.isArray(value) ? value.map(valueText).join(',') : String(value);
  const [kind, inside] = variant(value) ?? [];
  const list = listOf(inside).map(valueText);
  switch (kind) {
    case 'set':
      return `{ ${list.join(', ')} }`;
    case 'prefix':
      return `${text(inside, 'addr') ?? '?'}/${number(inside, 'len') ?? '?'}`;
    case 'range':
      return list.join('-');
    case 'concat':
      return list.join(' . ');
    case '|':
      return list.join(',');
    case 'elem':
      return valueText(get(inside, 'val'));
    default:
      return JSON.stringify(value);
  }
}

function leftText(left: Json): string {
  const [kind, inside] = variant(left) ?? [];
  const key = text(inside, 'key') ?? '';
  switch (kind) {
    case 'meta':
      return /^[io]if(name)?$/.test(key) ? key : `meta ${key}`;
    case 'payload':
      return text(inside, 'protocol')
        ? `${text(inside, 'protocol')} ${text(inside, 'field') ?? ''}`
        : JSON.stringify(left);
    case 'ct':
      return ['ct', text(inside, 'dir'), key].filter(Boolean).join(' ');
    case 'fib':
      return `fib ${listOf(get(inside, 'flags')).join(' . ')} ${text(inside, 'result') ?? ''}`;
    case 'concat':
      return listOf(inside).map(leftText).join(' . ');
    case '&': {
      const [field, mask] = listOf(inside);
      return `${leftText(field)} & ${valueText(mask)}`;
    }
    default:
      return JSON.stringify(left);
  }
}

/** Interface names are quoted, as nft does. */
function rightText(left: Json, right: Json): string {
  const quoted = /^[io](if|br)name$/.test(text(left, 'meta', 'key') ?? '');
  if (!quoted) return valueText(right);
  const name = (value: Json): string =>
    typeof value === 'string' && !value.startsWith('@') ? `"${value}"` : valueText(value);
  const set = get(right, 'set');
  return set === undefined ? name(right) : `{ ${listOf(set).map(name).join(', ')} }`;
}

/** `iifname != "lan0"`; `==` and `in` are left out, as nft does, except after a mask. */
export function matchText(op: string, left: Json, right: Json): string {
  const plain = (op === '==' || op === 'in') && get(left, '&') === undefined;
  return `${leftText(left)} ${plain ? '' : `${op} `}${rightText(left, right)}`;
}

function rejectText(inside: Json): string {
  const type = text(inside, 'type');
  if (type === undefined) return 'reject';
  const code = text(inside, 'expr');
  return `reject with ${type}${code === undefined ? '' : ` ${code}`}`;
}

function mapText(inside: Json): string {
  const data = get(inside, 'data');
  const pair = (entry: Json): string => {
    const [key, value] = listOf(entry);
    return `${valueText(key)} : ${isObject(value) ? statementText(value) : valueText(value)}`;
  };
  const set = get(data, 'set');
  return `${leftText(get(inside, 'key'))} NAME ${set === undefined ? valueText(data) : `{ ${listOf(set).map(pair).join(', ')} }`}`;
}

function natPart(value: Json): string {
  const map = get(value, 'map');
  return map === undefined ? valueText(value) : mapText(map).replace('NAME', 'map');
}

function natText(kind: string, inside: Json): string {
  const address = get(inside, 'addr');
  const port = get(inside, 'port');
  const family = text(inside, 'family');
  const to = `${address === undefined ? '' : natPart(address)}${port === undefined ? '' : `:${natPart(port)}`}`;
  const flags = listOf(get(inside, 'flags')).join(',');
  return [kind, to && family && address !== undefined ? family : '', to && `to ${to}`, flags].filter(Boolean).join(' ');
}

/** One statement of a rule. */
export function statementText(statement: Json): string {
  const [kind, inside] = variant(statement) ?? [];
  switch (kind) {
    case 'match':
      return matchText(text(inside, 'op') ?? '==', get(inside, 'left'), get(inside, 'right'));
    case 'vmap':
      return mapText(inside).replace('NAME', 'vmap');
    case 'jump':
    case 'goto':
      return `${kind} ${text(inside, 'target') ?? ''}`;
    case 'reject':
      return rejectText(inside);
    case 'dnat':
    case 'snat':
    case 'masquerade':
    case 'redirect':
      return natText(kind, inside);
    case 'counter':
      return isObject(inside)
        ? `counter packets ${number(inside, 'packets') ?? 0} bytes ${number(inside, 'bytes') ?? 0}`
        : 'counter';
    case 'log':
      return text(inside, 'prefix') === undefined ? 'log' : `log prefix "${text(inside, 'prefix')}"`;
    case 'limit':
      return `limit rate ${number(inside, 'rate') ?? '?'}/${text(inside, 'per') ?? '?'}`;
    case 'fwd':
      return `fwd to "${valueText(get(inside, 'dev'))}"`;
    case 'mangle':
      return `${leftText(get(inside, 'key'))} set ${valueText(get(inside, 'value'))}`;
    case 'xt':
      return `xt ${text(inside, 'type') ?? ''} ${text(inside, 'name') ?? ''}`.trim();
    case undefined:
      return JSON.stringify(statement);
    default:
      return inside === null ? kind : JSON.stringify(statement);
  }
}
