import { diagnosesOf } from '../support/diagnosis.ts';
import { astray } from '../support/ends.ts';

/** Makes the diagnoses of the bridge. */
export const diagnosis = diagnosesOf({
  'bridge-missing': { refines: astray },
  'bridge-other-name': { refines: astray },
  'bridge-wrong-kind': { refines: astray },
  'bridge-down': { refines: astray },
  'bridge-no-address': { refines: astray },
  'bridge-wrong-address': { refines: astray },
  'bridge-wrong-mask': { refines: astray },
  'gateway-on-other-device': { refines: astray },
  'subnet-taken': { refines: astray },
  'host-route-elsewhere': { refines: astray },
  'host-route-missing': { refines: [...astray, 'route-refuses'] },
});
