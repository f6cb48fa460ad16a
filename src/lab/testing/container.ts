import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));

interface Rule {
  readonly names: readonly string[];
  readonly includes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
  readonly excludes?: { readonly caps?: readonly string[]; readonly arches?: readonly string[] };
}

interface Profile {
  readonly archMap: readonly { readonly architecture: string; readonly subArchitectures: readonly string[] }[];
  readonly syscalls: readonly Rule[];
}

const arch = process.arch === 'x64' ? 'amd64' : process.arch;
const native = process.arch === 'arm64' ? 'SCMP_ARCH_AARCH64' : 'SCMP_ARCH_X86_64';

/** What Docker makes of a profile for a container with these capabilities (moby, profiles/seccomp/seccomp_linux.go). */
function seccomp({ archMap, syscalls, ...rest }: Profile, caps: readonly string[]): object {
  const applies = ({ includes, excludes }: Rule): boolean =>
    (includes?.caps ?? []).every((cap) => caps.includes(cap)) &&
    (includes?.arches?.includes(arch) ?? true) &&
    !(excludes?.caps ?? []).some((cap) => caps.includes(cap)) &&
    !(excludes?.arches?.includes(arch) ?? false);
  const known = archMap.find(({ architecture }) => architecture === native);
  return {
    ...rest,
    architectures: [native, ...(known?.subArchitectures ?? [])],
    syscalls: syscalls.filter(applies).map(({ includes: _, excludes: __, ...rule }) => rule),
  };
}

/** A profile of this repository, or Docker's own: that is the same without the last rule, which is ours. */
export async function profile(which: 'ours' | 'docker'): Promise<Profile> {
  const ours: Profile = JSON.parse(await readFile(join(project, 'container/seccomp.json'), 'utf8'));
  return which === 'ours' ? ours : { ...ours, syscalls: ours.syscalls.slice(0, -1) };
}

// What Docker gives, covers and makes read-only without being asked (moby, oci/caps/defaults.go and oci/defaults.go).
const granted =
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE';
const masked = ['acpi', 'kcore', 'keys', 'latency_stats', 'timer_list', 'timer_stats', 'sched_debug', 'scsi'];
const readOnly = ['bus', 'fs', 'irq', 'sys', 'sysrq-trigger'];

export interface ContainerPlan {
  readonly filter: 'ours' | 'docker';
  /** More capabilities than Docker's own, without `CAP_`. */
  readonly add?: readonly string[];
  /** A folder that the container and this machine share. */
  readonly home: string;
  readonly script: string;
}

/**
 * Runs a shell script as root in a container like `docker run`'s, on this machine's own files: runc's namespaces, rights and
 * filter, /sys read-only, parts of /proc covered, files bound below /etc. Only root can. Resolves to what it printed.
 */
export async function inContainer({ filter, add = [], home, script }: ContainerPlan): Promise<string> {
  const caps = [...granted.split(' '), ...add].map((name) => `CAP_${name}`);
  const bundle = join(home, 'bundle');
  await rm(bundle, { recursive: true, force: true });
  await mkdir(join(bundle, 'rootfs'), { recursive: true });
  const bind = (source: string, destination = source) => ({
    destination,
    source,
    type: 'bind',
    options: ['rbind', 'rw'],
  });
  for (const name of ['resolv.conf', 'hostname', 'hosts']) await writeFile(join(bundle, name), '127.0.0.1 localhost\n');
  const hardened = ['nosuid', 'noexec', 'nodev'];
  const config = {
    ociVersion: '1.0.2',
    process: {
      args: ['sh', '-c', script],
      cwd: '/',
      env: ['PATH', 'BRIDGEWORK_IMAGE_CACHE'].map((name) => `${name}=${process.env[name] ?? ''}`),
      user: { uid: 0, gid: 0 },
      capabilities: { bounding: caps, effective: caps, permitted: caps },
    },
    root: { path: 'rootfs' },
    hostname: 'container',
    mounts: [
      { destination: '/proc', type: 'proc', source: 'proc', options: hardened },
      { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'mode=755', 'size=65536k'] },
      {
        destination: '/dev/pts',
        type: 'devpts',
        source: 'devpts',
        options: ['nosuid', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'],
      },
      { destination: '/sys', type: 'sysfs', source: 'sysfs', options: [...hardened, 'ro'] },
      { destination: '/sys/fs/cgroup', type: 'cgroup', source: 'cgroup', options: [...hardened, 'ro'] },
      { destination: '/dev/shm', type: 'tmpfs', source: 'shm', options: [...hardened, 'mode=1777', 'size=65536k'] },
      ...['resolv.conf', 'hostname', 'hosts'].map((name) => bind(join(bundle, name), `/etc/${name}`)),
      // These may lie on other file systems than this machine's root.
      ...[project, process.env['BRIDGEWORK_IMAGE_CACHE'] ?? home, home].map((folder) => bind(folder)),
    ],
    linux: {
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
      // Not under a name that tests take for the trace of a lab.
      cgroupsPath: `/box-${process.pid}`,
      maskedPaths: [...masked.map((name) => `/proc/${name}`), '/sys/firmware', '/sys/devices/virtual/powercap'],
      readonlyPaths: readOnly.map((name) => `/proc/${name}`),
      seccomp: seccomp(await profile(filter), caps),
    },
  };
  await writeFile(join(bundle, 'config.json'), JSON.stringify(config));
  // The layers in memory: what the container changes is gone with it.
  const setup = `set -e
    mount -t tmpfs tmpfs /mnt; mkdir /mnt/up /mnt/work
    mount -t overlay -o lowerdir=/,upperdir=/mnt/up,workdir=/mnt/work overlay "$1/rootfs"
    : >"$1/rootfs/.dockerenv"
    ip link set lo up
    exec runc --root "$1/state" run --bundle "$1" "$2"`;
  const args = ['--mount', '--net', '--', 'sh', '-c', setup, 'sh', bundle, `box-${process.pid}`];
  return new Promise((resolve) => {
    execFile('unshare', args, { timeout: 120_000 }, (_error, stdout, stderr) => resolve(`${stdout}${stderr}`));
  });
}
