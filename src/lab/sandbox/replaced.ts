import { lstat, readdir, readlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sameContent } from '../shared/same-content.ts';

/** What a look starts, or what these start. */
const programs = [
  ...['sh', 'bash', 'env', 'nsenter', 'ip', 'bridge', 'tc', 'ss', 'nft', 'conntrack', 'curl', 'docker', 'sysctl'],
  ...['iptables', 'iptables-save', 'iptables-legacy', 'iptables-legacy-save', 'ip6tables-save', 'perl', 'awk'],
  ...[
    'base64',
    'cat',
    'cksum',
    'cut',
    'date',
    'grep',
    'head',
    'id',
    'kill',
    'mktemp',
    'od',
    'printf',
    'ps',
    'readlink',
  ],
  ...['rm', 'sed', 'sleep', 'sort', 'tail', 'timeout', 'tr', 'uniq', 'wc', 'stat', 'hostname', 'uname'],
] as const;
/** What those are made of, where Debian has it. */
const libraries =
  /^(ld-linux.*|libc|libmnl|libnftnl|libnftables|libxtables|libcurl|libbpf|libelf|libnetfilter_conntrack)\.so(\.\d+)*$/;
const folders = ['/usr/sbin', '/usr/bin', '/sbin', '/bin'] as const;
const mostLinks = 40;

/** Where a path leads to below a root; links of its own, absolute ones too, never lead out of it. Undefined: nowhere. */
async function resolvedIn(root: string, path: string): Promise<string | undefined> {
  let rest = path.split('/').filter(Boolean);
  let at = '/';
  for (let links = 0; rest.length > 0; ) {
    const [name = '', ...more] = rest;
    rest = more;
    const next = name === '..' ? dirname(at) : name === '.' ? at : join(at, name);
    const known = await lstat(join(root, next)).catch(() => undefined);
    if (!known) return undefined;
    if (!known.isSymbolicLink()) {
      at = next;
      continue;
    }
    links += 1;
    const to = await readlink(join(root, next)).catch(() => undefined);
    if (to === undefined || links > mostLinks) return undefined;
    if (to.startsWith('/')) at = '/';
    rest = [...to.split('/').filter(Boolean), ...rest];
  }
  return at;
}

async function foundIn(root: string, name: string): Promise<string | undefined> {
  for (const folder of folders) {
    const path = await resolvedIn(root, join(folder, name));
    if (path !== undefined) return path;
  }
  return undefined;
}

type Same = (own: string, theirs: string) => Promise<boolean>;

async function isOther(root: string, name: string, same: Same): Promise<boolean> {
  const [own, theirs] = await Promise.all([foundIn('/', name), foundIn(root, name)]);
  // What the machine lacks, a learner may have brought: a look does not hang on it.
  if (own === undefined) return false;
  if (theirs === undefined) return true;
  const chosen =
    basename(theirs) !== basename(own) && name.startsWith('ip') && /^xtables-|^ip6?tables/.test(basename(theirs));
  if (theirs !== own && !chosen) return true;
  return !(await same(theirs, join(root, theirs)));
}

async function librariesOf(): Promise<readonly string[]> {
  const above = await readdir('/usr/lib').catch(() => []);
  const places = [
    '/usr/lib64',
    ...above.filter((name) => name.endsWith('-linux-gnu')).map((name) => `/usr/lib/${name}`),
  ];
  const found = await Promise.all(
    places.map(async (place) => (await readdir(place).catch(() => [])).map((name) => join(place, name))),
  );
  return found.flat().filter((path) => libraries.test(basename(path)));
}

async function isOtherLibrary(root: string, path: string, same: Same): Promise<boolean> {
  const [own, theirs] = await Promise.all([resolvedIn('/', path), resolvedIn(root, path)]);
  return own !== undefined && (theirs !== own || !(await same(own, join(root, own))));
}

/**
 * Programs of the system that are others in a lab than on the machine that it is on, by their paths: written over, mounted over,
 * linked elsewhere. `pid`: of a process in the lab. Told from outside, so that nothing in the lab is asked.
 */
export async function replacedIn(pid: number, same: Same = sameContent): Promise<readonly string[]> {
  const root = `/proc/${pid}/root`;
  // Without a sight of its files nothing can be said against it.
  if (!(await lstat(join(root, 'usr')).catch(() => undefined))) return [];
  const found: string[] = [];
  for (const name of programs) if (await isOther(root, name, same)) found.push(name);
  for (const path of await librariesOf()) if (await isOtherLibrary(root, path, same)) found.push(path);
  const preload = await lstat(join(root, '/etc/ld.so.preload')).catch(() => undefined);
  const own = await lstat('/etc/ld.so.preload').catch(() => undefined);
  if (preload && !own) found.push('/etc/ld.so.preload');
  return found;
}

/** Compares only what has changed since it was compared: the kernel alone sets the time of a change. */
export function rememberingSame(): Same {
  const known = new Map<string, string>();
  return async (own, theirs) => {
    const mark = await markOf(theirs);
    if (mark !== undefined && known.get(theirs) === mark) return true;
    const isSame = await sameContent(own, theirs);
    // What changed while it was read has another mark by now.
    if (isSame && mark !== undefined) known.set(theirs, mark);
    return isSame;
  };
}

async function markOf(file: string): Promise<string | undefined> {
  const known = await lstat(file, { bigint: true }).catch(() => undefined);
  return known && [known.dev, known.ino, known.size, known.mtimeNs, known.ctimeNs].join(' ');
}
