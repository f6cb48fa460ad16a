import { text } from '../i18n/text.ts';
import type { Ruleset } from '../netfilter/index.ts';
import { parseRuleset } from '../netfilter/index.ts';
import { err, ok } from '../result.ts';
import type { FactRequest } from './fact.ts';
import { partsOf } from './parts.ts';
import { absence, failed } from './reading.ts';
import { nodeWord } from './words.ts';

/**
 * Every netfilter rule of a node, whatever tool made it.
 *
 * Asking the legacy tool creates its empty tables (F33), so it is asked only when there are some: the kernel lists them in
 * /proc/net/ip_tables_names. In a user namespace only the machine's own root may read that file; there the lock file
 * that the legacy tool leaves (/run/xtables.lock; the nft tool has none) tells that somebody has used it, and then its
 * four tables are listed one by one.
 */
export function ruleset(node: string): FactRequest<Ruleset> {
  const at = `at ${nodeWord(node)}`;
  return {
    key: `ruleset:${node}`,
    script: [
      `part nft ${at} nft -j list ruleset`,
      `part iptables-nft-save ${at} iptables-nft-save -c`,
      'if [ -e /proc/net/ip_tables_names ]; then',
      `  if names=$(${at} cat /proc/net/ip_tables_names 2>/dev/null); then`,
      `    [ -z "$names" ] || part iptables-legacy-save ${at} iptables-legacy-save -c`,
      '  elif [ -e /run/xtables.lock ]; then',
      '    for table in raw mangle nat filter; do',
      `      part "iptables-legacy-save -t $table" ${at} iptables-legacy-save -c -t "$table"`,
      '    done',
      '  fi',
      'fi',
    ].join('\n'),
    phase: 'quick',
    parse(seen, context) {
      const texts = { nftJson: '', iptablesNft: '', iptablesLegacy: '' };
      for (const [name, { body, exitCode }] of partsOf(seen.stdout, context.nonce)) {
        const part = { ...seen, exitCode };
        if (exitCode !== 0) return err(absence(part, context) ?? failed(part, name));
        texts[fieldOf(name)] += body;
      }
      // The parts are there whenever the fragment ran; without nft's there is nothing to judge by.
      if (texts.nftJson === '') return err(absence(seen, context) ?? failed(seen, 'nft'));
      const rules = parseRuleset(texts);
      if (rules.ok) return ok(rules.value);
      const { source, line, text: words } = rules.error;
      return err({ text: text('facts.rules-unreadable', { node, source, line, words: words.slice(0, 60) }) });
    },
  };
}

function fieldOf(part: string): 'nftJson' | 'iptablesNft' | 'iptablesLegacy' {
  if (part === 'nft') return 'nftJson';
  return part === 'iptables-nft-save' ? 'iptablesNft' : 'iptablesLegacy';
}
