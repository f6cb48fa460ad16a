import { diagnosesOf } from '../support/diagnosis.ts';

/** Makes the diagnoses of containers. */
export const diagnosis = diagnosesOf({
  'container-missing': {},
  'container-other-name': {},
  'container-exited': {},
  'container-docker-network': {},
  'container-shared-network': {},
  'loopback-down': { refines: ['link-down'] },
  'no-listener': { refines: ['no-listener'] },
  'server-broken': {},
});
