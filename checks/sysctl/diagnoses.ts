import { diagnosesOf } from '../support/diagnosis.ts';

/** Makes the diagnoses of the kernel's switches. */
export const diagnosis = diagnosesOf({
  'ip-forward-off': { refines: ['not-forwarding'] },
  'interface-forward-off': { refines: ['not-forwarding'] },
  'rp-filter': { refines: ['rp-filter', 'no-neighbour'] },
  'bridge-nf-off': {},
});
