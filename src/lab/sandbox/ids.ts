import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';

/** Where root's labs live when root has no range in /etc/subuid: high, so that it belongs to nobody. */
const rootBase = 1879048192;
const rangeSize = 65536;

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

export function planIds(
  user: { readonly uid: number; readonly gid: number; readonly name: string; readonly hasHelpers: boolean },
  files: IdFiles,
): IdPlan {
  const uids = largestRange(files.subuid, user.name, user.uid);
  const gids = largestRange(files.subgid, user.name, user.uid);
  const owner = { uid: user.uid, gid: user.gid };
  const self = (id: number): IdRange => ({ inside: 0, outside: id, count: 1 });
  const single: IdPlan = { kind: 'single', by: 'kernel', uids: [self(user.uid)], gids: [self(user.gid)], owner };
  if (user.uid === 0) {
    const range = (own: typeof uids): IdRange =>
      own && own.count >= rangeSize
        ? { inside: 0, outside: own.first, count: own.count }
        : { inside: 0, outside: rootBase, count: rangeSize };
    const [uid, gid] = [range(uids), range(gids)];
    if (!hasRange(files.uidMap, uid) || !hasRange(files.gidMap, gid)) return single;
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

/** The plan for whoever runs this process. */
export async function currentPlan(hasHelpers: boolean): Promise<IdPlan> {
  const { uid, gid, username } = userInfo();
  const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
  const files = ['/etc/subuid', '/etc/subgid', '/proc/self/uid_map', '/proc/self/gid_map'] as const;
  const [subuid, subgid, uidMap, gidMap] = await Promise.all(files.map(read));
  const none = '';
  return planIds(
    { uid, gid, name: username, hasHelpers },
    { subuid: subuid ?? none, subgid: subgid ?? none, uidMap: uidMap ?? none, gidMap: gidMap ?? none },
  );
}
