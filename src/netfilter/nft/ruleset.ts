import { err, ok, type Result } from '../../result.ts';
import type { Base, Chain, ChainFamily, HookName, ParseError, Rule } from '../model.ts';
import { get, isObject, type Json, listOf, number, text } from './json.ts';
import { mostElements, type Scope } from './matches.ts';
import { expires, type Sets, setName } from './sets.ts';
import { readStatement } from './statements.ts';
import { statementText } from './text.ts';

type Draft = Omit<Chain, 'rules'> & { readonly rules: Rule[] };

const families: readonly ChainFamily[] = ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'];
const hooks: readonly HookName[] = ['prerouting', 'input', 'forward', 'output', 'postrouting', 'ingress', 'egress'];

const tableKey = (item: Json, name = text(item, 'table')): string => `${text(item, 'family')} ${name}`;

function baseOf(chain: Json): Base | undefined {
  const hook = hooks.find((name) => name === text(chain, 'hook'));
  const priority = number(chain, 'prio');
  if (!hook || priority === undefined) return undefined;
  const type = text(chain, 'type');
  return {
    hook,
    type: type === 'nat' || type === 'route' ? type : 'filter',
    priority,
    policy: text(chain, 'policy') === 'drop' ? 'drop' : 'accept',
    devices: listOf(get(chain, 'dev')).filter((device) => typeof device === 'string'),
  };
}

function readChain(item: Json, dormant: ReadonlySet<string>): Draft | undefined {
  const family = families.find((name) => name === text(item, 'family'));
  const table = text(item, 'table');
  const name = text(item, 'name');
  if (!family || table === undefined || name === undefined) return undefined;
  const base = dormant.has(tableKey(item)) ? undefined : baseOf(item);
  return { backend: 'nft', family, table, name, ...(base ? { base } : {}), rules: [] };
}

function readRule(item: Json, index: number, scope: Scope): Rule {
  const statements = listOf(get(item, 'expr'));
  const parts = statements.map((statement) => readStatement(statement, scope));
  const targets = parts.flatMap((part) => part.target ?? []);
  const target = targets.find((one) => one.kind === 'unknown') ?? targets.at(-1);
  const counters = parts.find((part) => part.counters)?.counters;
  const comment = text(item, 'comment');
  const handle = number(item, 'handle');
  const words = statements.map(statementText);
  return {
    index,
    matches: parts.flatMap((part) => part.matches ?? []),
    effects: parts.flatMap((part) => part.effect ?? []),
    ...(target ? { target } : {}),
    ...(counters ? { counters } : {}),
    ...(comment === undefined ? {} : { comment }),
    text: (comment === undefined ? words : [...words, `comment "${comment}"`]).join(' '),
    ...(handle === undefined ? {} : { handle }),
  };
}

function items(document: Json, kind: string): readonly Json[] {
  return listOf(get(document, 'nftables')).flatMap((item) => get(item, kind) ?? []);
}

function parseJson(json: string): Json {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The kernel skips base chains of such tables. nft 1.0.6 prints the table's own name where the flag should be. */
function isDormant(table: Json): boolean {
  const flags = listOf(get(table, 'flags'));
  return flags.includes('dormant') || flags.includes(text(table, 'name'));
}

function namedSets(document: Json): Map<string, Map<string, readonly Json[]>> {
  const tables = new Map<string, Map<string, readonly Json[]>>();
  for (const set of [...items(document, 'set'), ...items(document, 'map')]) {
    const key = tableKey(set);
    const table = tables.get(key) ?? new Map<string, readonly Json[]>();
    tables.set(key, table.set(setName(set) ?? '', listOf(get(set, 'elem'))));
  }
  return tables;
}

function scopeOf(family: string, sets: Sets, room: Scope['room']): Scope {
  const scope: Scope = { family, sets, known: new Map(), room };
  const lasting = new Map(
    [...sets].map(([name, elements]) => [
      name,
      elements.some(expires) ? elements.filter((one) => !expires(one)) : elements,
    ]),
  );
  const isSame = [...sets].every(([name, elements]) => lasting.get(name) === elements);
  return isSame ? scope : { ...scope, lasting: { ...scope, sets: lasting, known: new Map() } };
}

/**
 * Reads `nft -j list ruleset` (man libnftables-json): every chain of every family in order of creation. Tables of
 * iptables-nft are in it too, without the details of `xt` parts. Empty text: no chains.
 */
export function parseNft(json: string): Result<readonly Chain[], ParseError> {
  if (json.trim() === '') return ok([]);
  const document = parseJson(json);
  if (!isObject(document) || !Array.isArray(document['nftables'])) {
    return err({ source: 'nft', line: 1, text: json.trim().split('\n')[0] ?? '' });
  }
  const dormant = new Set(
    items(document, 'table')
      .filter(isDormant)
      .map((table) => tableKey(table, text(table, 'name'))),
  );
  const sets = namedSets(document);
  const chains = items(document, 'chain').flatMap((item) => readChain(item, dormant) ?? []);
  const chainOf = new Map<string, Draft>();
  for (const chain of chains) {
    const key = `${tableKey(chain)} ${chain.name}`;
    if (!chainOf.has(key)) chainOf.set(key, chain);
  }
  const scopes = new Map<string, Scope>();
  const room = { elements: mostElements };
  for (const item of items(document, 'rule')) {
    const table = tableKey(item);
    const chain = chainOf.get(`${table} ${text(item, 'chain')}`);
    if (!chain) continue;
    const scope = scopes.get(table) ?? scopeOf(chain.family, sets.get(table) ?? new Map(), room);
    scopes.set(table, scope);
    chain.rules.push(readRule(item, chain.rules.length, scope));
  }
  return ok(chains);
}
