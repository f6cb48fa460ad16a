import { ok, type Result } from '../result.ts';
import { parseSave } from './iptables/save.ts';
import { mergeNft } from './merge.ts';
import type { ParseError, Ruleset } from './model.ts';
import { parseNft } from './nft/ruleset.ts';

/** What the tools printed, all of it; empty text where a tool is missing or printed nothing. */
export interface RulesetText {
  /** `iptables-nft-save -c` */
  readonly iptablesNft: string;
  /** `iptables-legacy-save -c` */
  readonly iptablesLegacy: string;
  /** `nft -j list ruleset` */
  readonly nftJson: string;
}

/** Reads every backend of one network namespace into one rule set. Fails only on text that no such tool prints. */
export function parseRuleset(text: RulesetText): Result<Ruleset, ParseError> {
  const saved = parseSave(text.iptablesNft, 'iptables-nft');
  if (!saved.ok) return saved;
  const legacy = parseSave(text.iptablesLegacy, 'iptables-legacy');
  if (!legacy.ok) return legacy;
  const native = parseNft(text.nftJson);
  if (!native.ok) return native;
  const nft = mergeNft(saved.value, native.value, text.nftJson.trim() !== '');
  // Legacy last, as if younger: nobody can ask the kernel, and in practice it is the learner's late mistake (docs/handbook.md#f33).
  return ok({ chains: [...nft, ...legacy.value] });
}
