import { diagnosesOf } from '../support/diagnosis.ts';

/** Makes the diagnoses of hairpins. */
export const diagnosis = diagnosesOf({
  'hairpin-off': { refines: ['port-hairpin'] },
  'hairpin-wrong-port': { refines: ['port-hairpin'] },
  'hairpin-masquerade-missing': { rulesOf: 'host' },
});
