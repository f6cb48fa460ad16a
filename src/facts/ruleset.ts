import { text } from '../i18n/text.ts';
import type { Ruleset } from '../netfilter/index.ts';
import { parseRuleset, withDevices, withRecent } from '../netfilter/index.ts';
import { err, ok } from '../result.ts';
import { type FactRequest, largestSize } from './fact.ts';
import { partsOf } from './parts.ts';
import { absence, failed } from './reading.ts';
import { nodeWord } from './words.ts';

/** Lists that cannot be read are told by a line of their own (src/netfilter/recent.ts). */
const recentLists =
  'for list in /proc/net/xt_recent/*; do [ -e "$list" ] || continue; basename "$list" | sed "s,^,list ,"; cat "$list" || echo "?"; done';

/**
 * Every netfilter rule of a node, whatever tool made it. The legacy tool is asked only for tables that exist: asking for
 * one creates it (docs/handbook.md#f33); see `legacy_tables` in the prelude.
 */
export function ruleset(node: string): FactRequest<Ruleset> {
  const word = nodeWord(node);
  return {
    key: `ruleset:${node}`,
    script: [
      `part nft at ${word} nft -j list ruleset`,
      // Asked only where there is such a chain: the JSON of nft before 1.0.7 leaves its devices out.
      `! grep -q '"family": *"netdev"' "$BW_DIR/$BW_INDEX.out" || part netdev at ${word} nft list chains netdev`,
      `part iptables-nft-save at ${word} iptables-nft-save -c`,
      `for table in $(legacy_tables ${word}); do`,
      `  part "iptables-legacy-save -t $table" at ${word} iptables-legacy-save -c -t "$table"`,
      'done',
      // What a rule's list has seen before is in the kernel only.
      `! grep -q -e ' -m recent ' "$BW_DIR/$BW_INDEX.out" || part recent at ${word} sh -c '${recentLists}'`,
    ].join('\n'),
    phase: 'quick',
    most: largestSize,
    parse(seen, context) {
      const texts = { nftJson: '', netdev: '', recent: '', iptablesNft: '', iptablesLegacy: '' };
      for (const [name, { body, exitCode }] of partsOf(seen.stdout, context.nonce)) {
        const part = { ...seen, exitCode };
        if (exitCode !== 0) return err(absence(part, context) ?? failed(part, name));
        texts[fieldOf(name)] += body;
      }
      // The parts are there whenever the fragment ran; without nft's there is nothing to judge by.
      if (texts.nftJson === '') return err(absence(seen, context) ?? failed(seen, 'nft'));
      const rules = parseRuleset(texts);
      if (rules.ok) return ok(withRecent(withDevices(rules.value, texts.netdev), texts.recent));
      const { source, line, text: words } = rules.error;
      return err({ text: text('facts.rules-unreadable', { node, source, line, words: words.slice(0, 60) }) });
    },
  };
}

function fieldOf(part: string): 'nftJson' | 'netdev' | 'recent' | 'iptablesNft' | 'iptablesLegacy' {
  if (part === 'nft') return 'nftJson';
  if (part === 'netdev' || part === 'recent') return part;
  return part === 'iptables-nft-save' ? 'iptablesNft' : 'iptablesLegacy';
}
