import { text } from '../i18n/text.ts';
import { parseRuleset, type Ruleset, withDevices } from '../netfilter/index.ts';
import { err, ok } from '../result.ts';
import { type FactRequest, largestSize } from '../round/fact.ts';
import { partsOf } from '../round/parts.ts';
import { absence, failed } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';
import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';

/**
 * Every netfilter rule of a node, whatever tool made it. The legacy tool is asked only for tables that exist: asking for
 * one creates it (docs/handbook.md#f33); see `legacy_tables` in the prelude.
 */
export function ruleset(node: string): FactRequest<Ruleset> {
  return {
    key: `ruleset:${node}`,
    script: withValues({ NODE: nodeWord(node) }, scriptBeside(import.meta.url, './ruleset.sh')),
    phase: 'quick',
    most: largestSize,
    parse(seen, context) {
      const texts = { nftJson: '', netdev: '', iptablesNft: '', iptablesLegacy: '' };
      for (const [name, { body, exitCode }] of partsOf(seen.stdout, context.nonce)) {
        const part = { ...seen, exitCode };
        if (exitCode !== 0) return err(absence(part, context) ?? failed(part, name));
        texts[fieldOf(name)] += body;
      }
      // The parts are there whenever the fragment ran; without nft's there is nothing to judge by.
      if (texts.nftJson === '') return err(absence(seen, context) ?? failed(seen, 'nft'));
      const rules = parseRuleset(texts);
      if (rules.ok) return ok(withDevices(rules.value, texts.netdev));
      const { source, line, text: words } = rules.error;
      return err({ text: text('facts.rules-unreadable', { node, source, line, words: words.slice(0, 60) }) });
    },
  };
}

function fieldOf(part: string): 'nftJson' | 'netdev' | 'iptablesNft' | 'iptablesLegacy' {
  if (part === 'nft') return 'nftJson';
  if (part === 'netdev') return part;
  return part === 'iptables-nft-save' ? 'iptablesNft' : 'iptablesLegacy';
}
