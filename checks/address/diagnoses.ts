import { diagnosesOf } from '../support/diagnosis.ts';
import { astray } from '../support/ends.ts';

/** Makes the diagnoses of addresses and neighbours. */
export const diagnosis = diagnosesOf({
  'address-missing': { refines: astray },
  'address-wrong-mask': { refines: astray },
  'address-expires': {},
  'address-wrong': { refines: astray },
  'address-on-host': { refines: astray },
  'address-duplicate': { refines: astray },
  'same-mac': {},
  'neighbour-poisoned': { refines: astray },
});
