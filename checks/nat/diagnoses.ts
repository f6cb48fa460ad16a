import { diagnosesOf } from '../support/diagnosis.ts';

/** Makes the diagnoses of rules that translate. */
export const diagnosis = diagnosesOf({
  'masquerade-missing': { rulesOf: 'host' },
  'nat-near-miss': { rulesOf: 'host' },
  'snat-wrong-address': { rulesOf: 'host' },
  'masquerade-too-wide': { rulesOf: 'host' },
  'dnat-missing': { rulesOf: 'host' },
  'nat-wrong-chain': { rulesOf: 'host' },
  'dnat-output-missing': { rulesOf: 'host' },
  'dnat-wrong-target': { rulesOf: 'host' },
  'dnat-shadowed': { rulesOf: 'host' },
  'dnat-too-wide': { rulesOf: 'host' },
  'destination-rewritten': {},
  notrack: { rulesOf: 'host' },
  // Of any source that is to be rewritten; its words are the hairpin's, where learners write such a rule.
  'hairpin-masquerade-host-port': { rulesOf: 'host' },
});
