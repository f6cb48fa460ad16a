import * as z from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { FactRequest, LookFailure } from '../round/fact.ts';
import { partsOf } from '../round/parts.ts';
import { absence, failed, json, unreadable } from '../round/reading.ts';
import { scriptBeside } from '../shell/script.ts';

/** A container of the lab's Docker Engine, running or not. */
export interface Container {
  readonly name: string;
  /** 64 hexadecimal digits. */
  readonly id: string;
  readonly running: boolean;
  /** Of its first process, in the lab's process namespace; 0 when it does not run. */
  readonly pid: number;
  /** `none`, `host`, `bridge`, `container:ID`, or a network's name. */
  readonly networkMode: string;
  readonly image: string;
  readonly exitCode: number;
  /** RFC 3339. */
  readonly startedAt: string;
  /** Inode of its network namespace; absent when it does not run. */
  readonly netns?: string;
}

export interface Containers {
  readonly containers: readonly Container[];
  /** Inode of the host's network namespace. */
  readonly hostNetns: string;
  /** The kernel's boot id; absent where it cannot be read. */
  readonly boot?: string;
}

const row = z.object({
  id: z.string(),
  name: z.string(),
  running: z.boolean(),
  pid: z.number(),
  networkMode: z.string(),
  image: z.string(),
  exitCode: z.number(),
  startedAt: z.string(),
});

/** `docker inspect` of every container (asked once, by the prelude), and the inode numbers of their network namespaces. */
export function containers(): FactRequest<Containers> {
  return {
    key: 'containers',
    script: scriptBeside(import.meta.url, './containers.sh'),
    phase: 'quick',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      if (seen.exitCode > 1) return err(failed(seen, 'docker inspect'));
      const parts = partsOf(seen.stdout, context.nonce);
      const boot = parts.get('boot')?.body.trim() ?? '';
      const read = readContainers(parts.get('inspect')?.body, parts.get('netns')?.body);
      return read.ok && /^[0-9a-f-]{36}$/.test(boot) ? ok({ ...read.value, boot }) : read;
    },
  };
}

function readContainers(inspect = '', stat = ''): Result<Containers, LookFailure> {
  const rows = json(`[${inspect.trim().split('\n').join(',')}]`, 'docker inspect', z.array(row));
  if (!rows.ok) return rows;
  const [host, ...inodes] = stat
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  if (!host?.[0]) return err(unreadable('stat'));
  const inodeOf = new Map(inodes.map(([inode, path]) => [path, inode]));
  return ok({
    hostNetns: host[0],
    containers: rows.value.map((one) => {
      const netns = inodeOf.get(`/proc/${one.pid}/ns/net`);
      return { ...one, name: one.name.replace(/^\//, ''), ...(one.running && netns ? { netns } : {}) };
    }),
  });
}
