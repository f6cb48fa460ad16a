import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Values of a class on disk, by their place in it: what a grading has finished with need not stay in memory until the reports
 * are written. The file has no name any more when it is used, so that nothing is left of it, however the program ends.
 */
export interface Spool<T> {
  put(index: number, value: T): void;
  /** Those that were put, in order; read anew each time. */
  all<U>(read: (value: T) => U): Iterable<U> & { readonly length: number };
  /** One that was put. */
  one(index: number): T;
  close(): void;
}

/** T: plain data, as JSON has it. */
export function createSpool<T>(folder: string = tmpdir()): Spool<T> {
  const file = open(folder);
  const places = new Map<number, { readonly at: number; readonly length: number }>();
  // Where there is no room on disk, memory has to do.
  const stored = new Map<number, T>();
  let end = 0;

  function put(index: number, value: T): void {
    const bytes = Buffer.from(JSON.stringify(value));
    if (file === undefined || !write(file, bytes, end)) {
      places.delete(index);
      stored.set(index, value);
      return;
    }
    stored.delete(index);
    places.set(index, { at: end, length: bytes.length });
    end += bytes.length;
  }

  function read(index: number): T {
    const place = places.get(index);
    if (file === undefined || !place) return stored.get(index) as T;
    const bytes = Buffer.allocUnsafe(place.length);
    for (let done = 0; done < bytes.length; ) {
      const more = readSync(file, bytes, done, bytes.length - done, place.at + done);
      if (more === 0) throw new Error('a report that was set aside is cut off');
      done += more;
    }
    return JSON.parse(bytes.toString('utf8')) as T;
  }

  return {
    put,
    all<U>(of: (value: T) => U) {
      const order = [...places.keys(), ...stored.keys()].sort((one, other) => one - other);
      return {
        length: order.length,
        *[Symbol.iterator]() {
          for (const index of order) yield of(read(index));
        },
      };
    },
    one: read,
    close: () => {
      if (file !== undefined) closeSync(file);
    },
  };
}

/** Only its owner may read it, for as long as it has a name. */
function open(folder: string): number | undefined {
  const name = join(folder, `bridgework-spool-${randomBytes(8).toString('hex')}`);
  try {
    const file = openSync(name, 'wx+', 0o600);
    unlinkSync(name);
    return fstatSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

function write(file: number, bytes: Buffer, at: number): boolean {
  try {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, at + done);
    return true;
  } catch {
    return false;
  }
}
