import { ok, type Result } from '../../../result.ts';
import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import type { LabFailure } from '../../lab.ts';
import { type Machine, onMachine } from '../machine/machine.ts';
import { partScript, partsOf } from '../machine/parts.ts';
import { declaration, lanDevice, ledgerFile, runFolder } from '../machine/places.ts';
import type { HereCourse } from '../plan/plan.ts';
import { type HereLedger, type HereState, readHereLedger, readHereState } from './state.ts';

/** What can be known of a lab without asking the engine: a few milliseconds. */
export interface Known {
  readonly state: HereState | undefined;
  readonly ledger: HereLedger | undefined;
  readonly boot: string;
  /** We act as root there. */
  readonly root: boolean;
  /** `odd`: it is there, but others than root could have written it. */
  readonly declared: 'yes' | 'no' | 'odd';
  /** Both nodes and all servers are there. */
  readonly alive: boolean;
  readonly uplinkThere: boolean;
}

export const knowledgeScript = `${partScript}${withValues(
  { RUN: runFolder, LEDGER: ledgerFile, DECLARATION: declaration, LAN_DEVICE: lanDevice },
  scriptBeside(import.meta.url, './knowledge.sh'),
)}`;

/** The machine that is the lab, and the course that it is the lab of. */
export interface Ground {
  readonly machine: Machine;
  readonly course: HereCourse;
}

export async function knowledge({ machine, course }: Ground): Promise<Result<Known, LabFailure>> {
  const ran = await onMachine(machine, knowledgeScript);
  if (!ran.ok) return ran;
  const parts = partsOf(ran.value.stdout);
  const part = (name: string): string => (parts.get(name) ?? '').trim();
  return ok({
    state: readHereState(part('state'), course),
    ledger: readHereLedger(part('ledger')),
    boot: part('boot'),
    root: part('uid') === '0',
    declared: declarationOf(part('declaration'), part('folder')),
    alive: parts.get('nodes/status') === '0',
    uplinkThere: part('uplink') === 'there',
  });
}

/** A declaration counts only where root alone could have written it: a file and a folder of root's, writable by nobody else. */
function declarationOf(file: string, folder: string): Known['declared'] {
  if (file === '') return 'no';
  const ofRoot = (words: string, type: string): boolean => {
    const [, kind, uid, mode = '777'] = /^(.*) (\d+) (\d+)$/.exec(words) ?? [];
    return kind?.includes(type) === true && uid === '0' && (Number.parseInt(mode, 8) & 0o022) === 0;
  };
  return ofRoot(file, 'regular') && ofRoot(folder, 'directory') ? 'yes' : 'odd';
}
