import { quote as word } from '../text/quote.ts';
import type { Decision } from './evaluate/outcome.ts';
import type { Chain } from './model.ts';

/** Commands about rules for somebody to type, as root. Names in them are foreign: each is one quoted word of the shell. */

/** Takes away what decided: the rule itself, by its place or handle, or the policy. */
export function removal(decision: Decision): string {
  if (decision.by === 'nothing') return 'nft list ruleset';
  const { backend, family, table, name } = decision.chain;
  const [inTable, chain] = [word(table), word(name)];
  if (backend !== 'nft') {
    const tool = `${backend} -t ${inTable}`;
    return decision.by === 'policy' ? `${tool} -P ${chain} ACCEPT` : `${tool} -D ${chain} ${decision.rule.index + 1}`;
  }
  return decision.by === 'policy'
    ? `nft ${word(`chain ${family} ${table} ${name} { policy accept; }`)}`
    : `nft delete rule ${family} ${inTable} ${chain} handle ${decision.rule.handle ?? ''}`;
}

/** Shows a chain with its counters. */
export function listing({ backend, family, table, name }: Chain): string {
  return backend === 'nft'
    ? `nft list chain ${family} ${word(table)} ${word(name)}`
    : `${backend} -t ${word(table)} -nvL ${word(name)}`;
}
