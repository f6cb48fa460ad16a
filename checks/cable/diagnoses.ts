import { diagnosesOf } from '../support/diagnosis.ts';
import { astray, wiring } from '../support/ends.ts';

/** Makes the diagnoses of cables. */
export const diagnosis = diagnosesOf({
  'veth-missing': { refines: wiring },
  'veth-wrong-kind': { refines: wiring },
  'veth-down': { refines: wiring },
  'veth-not-a-port': { refines: wiring },
  'veth-in-other-bridge': { refines: wiring },
  'wrong-end-plugged': { refines: wiring },
  'wrong-end-moved': { refines: wiring },
  'eth0-on-host': { refines: wiring },
  'eth0-in-other-container': { refines: wiring },
  'eth0-missing': { refines: wiring },
  'eth0-wrong-name': { refines: wiring },
  'eth0-not-a-cable': { refines: wiring },
  'cables-crossed': { refines: astray },
  'eth0-down': { refines: wiring },
  'port-shut': { refines: ['port-state', 'no-neighbour'] },
  'port-waiting': { refines: ['port-state', 'no-neighbour'] },
  'ports-isolated': { refines: ['port-isolated', 'no-neighbour'] },
});
