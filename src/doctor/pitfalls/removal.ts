import type { Decision } from '../../netfilter/index.ts';

const quoted = (word: string | number): string =>
  /^[\w.-]+$/.test(`${word}`) ? `${word}` : `'${`${word}`.replaceAll("'", "'\\''")}'`;

/** The command that takes away what decided: the rule itself, or the policy. */
export function removal(decision: Decision): string {
  if (decision.by === 'nothing') return 'sudo nft list ruleset';
  const { backend, family, table, name } = decision.chain;
  const [inTable, chain] = [quoted(table), quoted(name)];
  if (backend !== 'nft') {
    const tool = `sudo ${backend} -t ${inTable}`;
    return decision.by === 'policy' ? `${tool} -P ${chain} ACCEPT` : `${tool} -D ${chain} ${decision.rule.index + 1}`;
  }
  return decision.by === 'policy'
    ? `sudo nft 'chain ${family} ${table} ${name} { policy accept; }'`
    : `sudo nft delete rule ${family} ${inTable} ${chain} handle ${decision.rule.handle ?? ''}`;
}
