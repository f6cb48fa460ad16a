import { err, ok, type Result } from '../../result.ts';
import type { Backend, Chain, Counters, ParseError, Rule } from '../model.ts';
import { readConditions } from './matches.ts';
import { builtInBase } from './tables.ts';
import { readAction } from './targets.ts';
import { tokens } from './tokens.ts';

type Source = Exclude<Backend, 'nft'>;
type Draft = Omit<Chain, 'rules'> & { readonly rules: Rule[] };
interface Declared {
  readonly drafts: Map<string, Draft>;
  readonly userChains: Set<string>;
}

const chainLine = /^:(\S+) (\S+)(?: \[(\d+):(\d+)\])?$/;
const ruleLine = /^(?:\[(\d+):(\d+)\] )?-A (\S+)(?: (.*))?$/;

function counted(packets: string | undefined, bytes: string | undefined): { readonly counters?: Counters } {
  return packets === undefined ? {} : { counters: { packets: Number(packets), bytes: Number(bytes) } };
}

function readChain(line: string, table: string, backend: Source): Draft | undefined {
  const [, name, policy, packets, bytes] = chainLine.exec(line) ?? [];
  if (name === undefined) return undefined;
  const base = policy === '-' ? undefined : builtInBase(table, name, policy === 'DROP' ? 'drop' : 'accept');
  const counters = base ? counted(packets, bytes) : {};
  return { backend, family: 'ip', table, name, ...(base ? { base } : {}), ...counters, rules: [] };
}

function addRule(line: string, { drafts, userChains }: Declared): boolean {
  const [, packets, bytes, name = '', rest = ''] = ruleLine.exec(line) ?? [];
  const chain = drafts.get(name);
  if (!chain) return false;
  const { matches, comment, rest: action } = readConditions(tokens(rest));
  chain.rules.push({
    index: chain.rules.length,
    matches,
    ...readAction(action, userChains),
    ...counted(packets, bytes),
    ...(comment === undefined ? {} : { comment }),
    text: `-A ${name} ${rest}`.trim(),
  });
  return true;
}

/**
 * Reads `iptables-save [-c]` of either backend; every chain that it prints, in its order.
 * Empty text: no chains. Comments are skipped, also those about incompatible tables. Any other line is an error.
 */
export function parseSave(text: string, backend: Source): Result<readonly Chain[], ParseError> {
  const chains: Chain[] = [];
  let table: string | undefined;
  let declared: Declared = { drafts: new Map(), userChains: new Set() };
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    const bad = err({ source: backend, line: index + 1, text: line });
    if (line === '' || line.startsWith('#') || line === 'COMMIT') continue;
    if (line.startsWith('*')) {
      table = line.slice(1);
      declared = { drafts: new Map(), userChains: new Set() };
      continue;
    }
    if (table === undefined) return bad;
    if (!line.startsWith(':')) {
      if (!addRule(line, declared)) return bad;
      continue;
    }
    const chain = readChain(line, table, backend);
    if (!chain || declared.drafts.has(chain.name)) return bad;
    declared.drafts.set(chain.name, chain);
    if (!chain.base) declared.userChains.add(chain.name);
    chains.push(chain);
  }
  return ok(chains);
}
