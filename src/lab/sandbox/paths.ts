import { join } from 'node:path';
import { kindOf } from '../kind.ts';

/** Where the files of one lab are. Everything is below the state folder; only `data` belongs to the lab's own ids. */
export interface LabPaths {
  readonly home: string;
  /** The lab's folder, and the working directory of its first process while it boots. */
  readonly root: string;
  readonly lock: string;
  readonly state: string;
  readonly init: string;
  /** Docker's data root: bound into the lab, the only real files that it can write. */
  readonly data: string;
  /** Root's labs have it in here, as a file system that has an end. */
  readonly volume: string;
  /** What a new lab of this name may have of it again. */
  readonly kept: string;
  /** Copies of the web server and the name server, bound into the lab. */
  readonly tools: string;
}

/** A lab's name becomes a folder name, so it can be nothing that a path could abuse, nor the name of another kind's only lab. */
export const isLabName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9-]{0,30}$/.test(name) && kindOf(name) === 'sandbox';

export const labsFolder = (home: string): string => join(home, 'labs');

/** Call only with a name that passed `isLabName`. */
export function labPaths(home: string, name: string): LabPaths {
  const root = join(labsFolder(home), name);
  return {
    home,
    root,
    lock: join(root, 'lock'),
    state: join(root, 'state.json'),
    init: join(root, 'init.sh'),
    data: join(root, 'data'),
    volume: join(root, 'data.img'),
    kept: join(root, 'kept.json'),
    tools: join(root, 'tools'),
  };
}
