import { readFileSync } from 'node:fs';
import { parseRuleset, type Ruleset, type RulesetText } from '../index.ts';

/** What the tools printed in a scenario of fixtures/capture.sh. */
export function fixtureText(scenario: string): RulesetText {
  const read = (name: string): string =>
    readFileSync(new URL(`../fixtures/${scenario}.${name}`, import.meta.url), 'utf8');
  return { iptablesNft: read('nft-save.txt'), iptablesLegacy: read('legacy-save.txt'), nftJson: read('nft.json') };
}

export function parsed(text: Partial<RulesetText>): Ruleset {
  const result = parseRuleset({ iptablesNft: '', iptablesLegacy: '', nftJson: '', ...text });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const fixture = (scenario: string): Ruleset => parsed(fixtureText(scenario));
