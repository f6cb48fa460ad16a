import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';

/** Where root's labs live, besides root's own ranges of /etc/subuid: high, so that it belongs to nobody. */
const rootBase = 1879048192;
/** Ids of a lab of root's, and how many labs have their own up to 2^31, from where on some programs count backwards. */
const rangeSize = 65536;
const rootRanges = 4096;

/** A run of ids: `count` ids of the lab from `inside` on are the machine's from `outside` on (user_namespaces(7)). */
export interface IdRange {
  readonly inside: number;
  readonly outside: number;
  readonly count: number;
}

/**
 * Which of this machine's ids a lab gets. Never the machine's root: what the lab's root may do, an ordinary user may.
 * `subids`: a range; `single`: the learner's own id is the lab's root, and there is no other.
 */
export interface IdPlan {
  readonly kind: 'subids' | 'single';
  /** Who maps: `kernel` writes /proc/PID/uid_map itself, `helpers` asks newuidmap(1) and newgidmap(1). */
  readonly by: 'kernel' | 'helpers';
  readonly uids: readonly IdRange[];
  readonly gids: readonly IdRange[];
  /** The machine's id that is the lab's root: owner of the files that the lab writes. */
  readonly owner: { readonly uid: number; readonly gid: number };
}

/** One line of subuid(5): `name-or-uid:first:count`. The largest range of this user counts. */
export function largestRange(file: string, name: string, uid: number): { first: number; count: number } | undefined {
  let best: { first: number; count: number } | undefined;
  for (const line of file.split('\n')) {
    const match = /^([^:#]+):(\d+):(\d+)$/.exec(line.trim());
    if (!match || (match[1] !== name && match[1] !== String(uid))) continue;
    const range = { first: Number(match[2]), count: Number(match[3]) };
    if (range.count > 0 && range.count > (best?.count ?? 0)) best = range;
  }
  return best;
}

/** Contents of /etc/subuid, /etc/subgid, /proc/self/uid_map, /proc/self/gid_map. */
export interface IdFiles {
  readonly subuid: string;
  readonly subgid: string;
  readonly uidMap: string;
  readonly gidMap: string;
}

/** Whether all ids of a range exist in the user namespace that we run in ourselves, e.g. a rootless container's. */
export function hasRange(map: string, { outside, count }: IdRange): boolean {
  return map.split('\n').some((line) => {
    const [first = -1, , size = 0] = line.trim().split(/\s+/).map(Number);
    return first >= 0 && first <= outside && outside + count <= first + size;
  });
}

/** Of the labs of root's on this machine: the first ids of those that run, and the one that this lab had before. */
export interface Neighbours {
  readonly taken: ReadonlySet<number>;
  readonly before?: number | undefined;
}

const alone: Neighbours = { taken: new Set() };

export function planIds(
  user: { readonly uid: number; readonly gid: number; readonly name: string; readonly hasHelpers: boolean },
  files: IdFiles,
  neighbours: Neighbours = alone,
): IdPlan {
  const uids = largestRange(files.subuid, user.name, user.uid);
  const gids = largestRange(files.subgid, user.name, user.uid);
  const owner = { uid: user.uid, gid: user.gid };
  const self = (id: number): IdRange => ({ inside: 0, outside: id, count: 1 });
  const single: IdPlan = { kind: 'single', by: 'kernel', uids: [self(user.uid)], gids: [self(user.gid)], owner };
  if (user.uid === 0) {
    const own = rangeForRoot(files, uids, gids, neighbours);
    if (!own) return single;
    const { uid, gid } = own;
    return { kind: 'subids', by: 'kernel', uids: [uid], gids: [gid], owner: { uid: uid.outside, gid: gid.outside } };
  }
  if (!uids || !gids || !user.hasHelpers) return single;
  const more = (range: { first: number; count: number }): IdRange => ({
    inside: 1,
    outside: range.first,
    count: range.count,
  });
  return {
    kind: 'subids',
    by: 'helpers',
    uids: [self(user.uid), more(uids)],
    gids: [self(user.gid), more(gids)],
    owner,
  };
}

interface Range {
  readonly first: number;
  readonly count: number;
}

/**
 * A range for one lab alone: what the kernel counts by user (inotify instances, keys, pipes), and who may send a signal to
 * whom, is then a lab's own. The one that it had before, else the first that no other has; where all are taken, one is shared.
 */
function rangeForRoot(
  { uidMap, gidMap }: IdFiles,
  uids: Range | undefined,
  gids: Range | undefined,
  { taken, before }: Neighbours,
): { readonly uid: IdRange; readonly gid: IdRange } | undefined {
  const slots = Math.min(uids?.count ?? 0, gids?.count ?? 0) / rangeSize;
  const range = (first: number): IdRange => ({ inside: 0, outside: first, count: rangeSize });
  const own = Array.from({ length: Math.min(Math.floor(slots), rootRanges) }, (_, slot) => ({
    uid: range((uids?.first ?? 0) + slot * rangeSize),
    gid: range((gids?.first ?? 0) + slot * rangeSize),
  }));
  const high = Array.from({ length: rootRanges }, (_, slot) => range(rootBase + slot * rangeSize));
  const all = [...own, ...high.map((both) => ({ uid: both, gid: both }))].filter(
    ({ uid, gid }) => hasRange(uidMap, uid) && hasRange(gidMap, gid),
  );
  const free = all.filter(({ uid }) => !taken.has(uid.outside));
  return free.find(({ uid }) => uid.outside === before) ?? free[0] ?? all[0];
}

/** The plan for whoever runs this process. */
export async function currentPlan(hasHelpers: boolean, neighbours?: Neighbours): Promise<IdPlan> {
  const { uid, gid, username } = userInfo();
  const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
  const files = ['/etc/subuid', '/etc/subgid', '/proc/self/uid_map', '/proc/self/gid_map'] as const;
  const [subuid, subgid, uidMap, gidMap] = await Promise.all(files.map(read));
  const none = '';
  return planIds(
    { uid, gid, name: username, hasHelpers },
    { subuid: subuid ?? none, subgid: subgid ?? none, uidMap: uidMap ?? none, gidMap: gidMap ?? none },
    neighbours,
  );
}
