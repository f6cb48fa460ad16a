import { err } from '../../result.ts';
import type { Lab, LabFailure, LabStatus, Turn } from '../lab.ts';

/** A lab that cannot be: it is down, and says why it stays so. */
export function refusedLab(name: string, kind: Lab['kind'], failure: LabFailure): Lab {
  const refused = async () => err(failure);
  const status = async (): Promise<LabStatus> => ({ name, kind, state: 'down' });
  const turn = async (): Promise<Turn> => ({ release: () => undefined });
  return { name, kind, status, up: refused, down: refused, run: refused, stream: refused, turn, entry: refused };
}
