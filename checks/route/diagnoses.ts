import { diagnosesOf } from '../support/diagnosis.ts';
import { astray, wiring } from '../support/ends.ts';

/** Makes the diagnoses of routes of the containers. */
export const diagnosis = diagnosesOf({
  'default-route-missing': { refines: wiring },
  'default-route-wrong-gateway': { refines: wiring },
  'default-route-no-gateway': { refines: wiring },
  'container-route-elsewhere': { refines: astray },
  'container-route-refused': { refines: ['route-refuses'] },
  'unreachable-undecided': {},
});
