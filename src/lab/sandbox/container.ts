import { access, readFile } from 'node:fs/promises';

/** What runs the container that we are in; `other`: it does not say its name (Kubernetes, a CI runner). */
export type ContainerEngine = 'docker' | 'podman' | 'lxc' | 'other';

/** What can be known of the container that this process runs in, without trying anything. */
export interface ContainerFacts {
  readonly engine: ContainerEngine;
  /** A whole /proc and a whole, writable /sys are in sight: a lab may mount its own. */
  readonly sight: Sight;
  /** System calls are filtered (seccomp(2)). */
  readonly filtered: boolean;
  /** An AppArmor profile holds this process. */
  readonly confined: boolean;
  /** The container was given CAP_SYS_ADMIN: its root may mount. */
  readonly granted: boolean;
  readonly isRoot: boolean;
}

export interface Sight {
  readonly proc: boolean;
  readonly sys: boolean;
}

/** Folders that the kernel made for others to mount on, and keeps empty: such a mount covers nothing (is_empty_dir_inode). */
const mountPoints = new Set([
  '/sys/fs/binfmt_misc',
  '/fs/nfsd',
  ...['cgroup', 'bpf', 'pstore', 'fuse/connections', 'selinux', 'smackfs', 'resctrl'].map((name) => `/fs/${name}`),
  ...['security', 'debug', 'tracing', 'config'].map((name) => `/kernel/${name}`),
  '/firmware/efi/efivars',
]);

/**
 * Whether a mount of each is in sight that the kernel takes for whole. In a user namespace a fresh one is allowed only then,
 * and may be written only if that one may (mnt_already_visible, fs/namespace.c). Takes /proc/self/mountinfo (proc(5)).
 */
export function sightOf(mountinfo: string): Sight {
  const mounts = mountinfo.split('\n').flatMap((line) => {
    const [own = '', others = ''] = line.split(' - ');
    const [id, parent, , root, at, options] = own.split(' ');
    const [type, , superOptions] = others.split(' ');
    return id && at ? [{ id, parent, root, at, options: `${options},${superOptions}`.split(','), type }] : [];
  });
  const whole = (type: string): boolean =>
    mounts.some(
      (mount) =>
        mount.type === type &&
        mount.root === '/' &&
        !mount.options.includes('ro') &&
        mounts.every(({ parent, at }) => parent !== mount.id || mountPoints.has(at.slice(mount.at.length))),
    );
  return { proc: whole('proc'), sys: whole('sysfs') };
}

/** What was refused: making a user namespace, the new root directory, or a mount. */
export type Refused = 'namespace' | 'root' | 'mount';

/** Whether something that was not allowed when the container was started explains a refusal, or will (docs/container.md). */
export function isForbidden({ engine, sight, filtered, confined, granted }: ContainerFacts, refused: Refused): boolean {
  const covered = !sight.proc || !sight.sys;
  // With SYS_ADMIN, Docker's own filter lets everything through that a lab needs but pivot_root(2) and keyctl(2).
  return engine === 'lxc' || confined || (covered && !granted) || (filtered && refused !== 'mount');
}

/**
 * The command that starts a container in which a lab comes up, with the least that this engine can be asked for. Its image is
 * that of container/Dockerfile; container/seccomp.json is narrower than no filter at all, but may not be at hand.
 */
export function startAgain({ engine }: ContainerFacts): string {
  if (engine === 'lxc') return 'incus config set CONTAINER security.nesting=true';
  const flags = ['--cap-add SYS_ADMIN', '--security-opt seccomp=unconfined', '--security-opt apparmor=unconfined'];
  return `${engine === 'podman' ? 'podman' : 'docker'} run -it ${flags.join(' ')} -v bridgework:/data bridgework`;
}

/** Whether its root can fix it from inside, for those who are not root: a lab of root's makes its own sight. */
export const isCoveredForUsers = ({ engine, sight, granted, isRoot }: ContainerFacts): boolean =>
  engine !== 'lxc' && granted && !isRoot && (!sight.proc || !sight.sys);

/** What this process' own files say: undefined when it is in no container. */
export async function containerFacts(): Promise<ContainerFacts | undefined> {
  const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
  const exists = (file: string): Promise<boolean> =>
    access(file).then(
      () => true,
      () => false,
    );
  const [status, mountinfo, label, manager, first, docker, podman] = await Promise.all([
    read('/proc/self/status'),
    read('/proc/self/mountinfo'),
    read('/proc/self/attr/current'),
    read('/run/systemd/container'),
    read('/proc/1/environ'),
    exists('/.dockerenv'),
    exists('/run/.containerenv'),
  ]);
  const named = /(?:^|\0)container=([a-z-]+)/.exec(first)?.[1] ?? manager.trim();
  const filtered = /^Seccomp:\s*2$/m.test(status);
  const engine = engineOf({ docker, podman, named, onOverlay: / \/ \/ [^\n]* - overlay /.test(mountinfo), filtered });
  if (engine === undefined) return undefined;
  const capabilities = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  return {
    engine,
    sight: sightOf(mountinfo),
    filtered,
    // SELinux writes labels of another kind there, and none of them forbids a lab.
    confined: / \((?:enforce|kill)\)\s*\0?$/.test(label),
    granted: ((capabilities >> 21n) & 1n) === 1n,
    isRoot: process.getuid?.() === 0,
  };
}

/** The marks that engines leave in a container. `named`: what its first process was told (systemd's container interface). */
export function engineOf(marks: {
  readonly docker: boolean;
  readonly podman: boolean;
  readonly named: string;
  readonly onOverlay: boolean;
  readonly filtered: boolean;
}): ContainerEngine | undefined {
  if (marks.podman || marks.named === 'podman') return 'podman';
  if (marks.docker || marks.named === 'docker') return 'docker';
  if (marks.named === 'lxc') return 'lxc';
  // A live system also stands on an overlay, but nobody filters what its users may call.
  return marks.named !== '' || (marks.onOverlay && marks.filtered) ? 'other' : undefined;
}
