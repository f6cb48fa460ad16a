import type { Decision } from '../../netfilter/index.ts';
import { quote } from '../../round/words.ts';

/** The command that takes away what decided: the rule itself, or the policy. */
export function removal(decision: Decision): string {
  if (decision.by === 'nothing') return 'sudo nft list ruleset';
  const { backend, family, table, name } = decision.chain;
  const [inTable, chain] = [quote(table), quote(name)];
  if (backend !== 'nft') {
    const tool = `sudo ${backend} -t ${inTable}`;
    return decision.by === 'policy' ? `${tool} -P ${chain} ACCEPT` : `${tool} -D ${chain} ${decision.rule.index + 1}`;
  }
  return decision.by === 'policy'
    ? `sudo nft ${quote(`chain ${family} ${table} ${name} { policy accept; }`)}`
    : `sudo nft delete rule ${family} ${inTable} ${chain} handle ${decision.rule.handle ?? ''}`;
}
