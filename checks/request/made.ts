import type { Check } from '../../src/verify/check.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { connectionCheck } from './connections.ts';
import { fetchCheck } from './fetches.ts';

/** The check that a subject asks for: its own, or one of a request. */
export function made(check: SubjectCheck): Check {
  if (!('journey' in check)) return check;
  return 'original' in check ? connectionCheck(check) : fetchCheck(check);
}
