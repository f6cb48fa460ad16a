import { diagnosesOf } from '../support/diagnosis.ts';
import { rules } from '../support/ends.ts';

/** Makes the diagnoses of rules that let pass or drop. */
export const diagnosis = diagnosesOf({
  'forward-missing': { refines: ['policy-drops'], rulesOf: 'host' },
  'forward-port-names': { refines: ['policy-drops'], rulesOf: 'host' },
  'forward-swapped': { refines: ['policy-drops'], rulesOf: 'host' },
  'forward-near-miss': { refines: ['policy-drops'], rulesOf: 'host' },
  'forward-wrong-chain': { refines: ['policy-drops'], rulesOf: 'host' },
  'forward-shadowed': { refines: rules, rulesOf: 'host' },
  'forward-dropped': { refines: rules, rulesOf: 'host' },
  'forward-other-chain': { refines: rules, rulesOf: 'host' },
  'forward-legacy': { refines: rules, rulesOf: 'host' },
  'return-missing': { refines: rules, rulesOf: 'host' },
  'forward-established-only': { refines: rules, rulesOf: 'host' },
  'rule-for-now': { refines: rules, rulesOf: 'host' },
  'rule-undecided': { refines: rules, rulesOf: 'host' },
  'prerouting-drop': { refines: rules, rulesOf: 'host' },
  'host-input-drop': { refines: rules, rulesOf: 'host' },
  'host-output-drop': { refines: rules, rulesOf: 'host' },
  'container-firewall': { refines: rules },
  // A chain that drops everything drops ARP first.
  'bridge-filter': { refines: [...rules, 'no-neighbour'], rulesOf: 'host' },
});
