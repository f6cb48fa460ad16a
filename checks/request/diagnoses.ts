import { diagnosesOf } from '../support/diagnosis.ts';

/** Makes the diagnoses of who answered, and of what is left open. */
export const diagnosis = diagnosesOf({
  'wrong-server': {},
  'unknown-server': {},
  'wrong-client': {},
  'other-source': {},
  'dns-no-server': {},
  'dns-failed': {},
});
