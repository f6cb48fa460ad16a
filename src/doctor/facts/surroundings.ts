import { type Distro, distroOf, families, managers, osReleaseBytes } from '../../distro/os-release.ts';
import type { FactRequest } from '../../facts/index.ts';
import { err, ok } from '../../result.ts';
import { unreadable } from '../../round/reading.ts';
import { scriptBeside } from '../../shell/script.ts';
import { withValues } from '../../shell/with-values.ts';
import { fromParts, linesOf, type Parts } from './parts-of-script.ts';

/** What the machine is made of: distribution, and what stands between it and a lab. */
export interface Surroundings {
  readonly distro: Distro;
  /** SELinux refuses what its policy does not allow. */
  readonly selinux: boolean;
  /** Of control groups; `none`: none is mounted. */
  readonly cgroups: 'v2' | 'hybrid' | 'v1' | 'none';
  /** `ip` is busybox's. */
  readonly busyboxIp: boolean;
  readonly docker: 'own' | 'snap' | 'podman' | 'none';
  /** Undefined: no container, or one in which namespaces and their file systems can be made. */
  readonly container: ContainerKind | undefined;
  readonly wsl: 1 | 2 | undefined;
  /** systemd is the first process. */
  readonly systemd: boolean;
  /** fs.inotify's limits; undefined where they cannot be read. */
  readonly inotify: { readonly instances: number; readonly watches: number } | undefined;
}

export type ContainerKind = 'docker' | 'podman' | 'kubernetes' | 'lxc' | 'systemd-nspawn' | 'other';

const script: readonly string[] = [
  withValues(
    { OS_RELEASE_BYTES: osReleaseBytes, MANAGERS: families.map((family) => managers[family]).join(' ') },
    scriptBeside(import.meta.url, './surroundings.sh'),
  ),
];

export function surroundings(): FactRequest<Surroundings> {
  return fromParts('surroundings', script, (parts) => {
    const release = linesOf(parts, 'release')[0];
    if (release === undefined) return err(unreadable('/proc/sys/kernel/osrelease'));
    const there = linesOf(parts, 'managers');
    const [instances, watches] = linesOf(parts, 'inotify').map(Number);
    const docker = linesOf(parts, 'docker')[0];
    return ok({
      distro: distroOf(parts.get('os')?.body ?? '', (manager) => there.includes(manager)),
      selinux: linesOf(parts, 'selinux')[0] === '1',
      cgroups: cgroupsOf(linesOf(parts, 'cgroups')),
      busyboxIp: parts.get('busybox')?.exitCode === 0,
      docker: docker === 'own' || docker === 'snap' || docker === 'podman' ? docker : 'none',
      container: containerOf(parts),
      // WSL 1 has no Linux kernel, and says a version of its own making: 4.4.0-19041-Microsoft.
      wsl: /microsoft/i.test(release) ? (/-Microsoft$/.test(release) ? 1 : 2) : undefined,
      systemd: parts.get('systemd')?.exitCode === 0,
      inotify:
        Number.isSafeInteger(instances) && Number.isSafeInteger(watches)
          ? { instances: instances ?? 0, watches: watches ?? 0 }
          : undefined,
    });
  });
}

function cgroupsOf(types: readonly string[]): Surroundings['cgroups'] {
  const [one, two] = [types.includes('cgroup'), types.includes('cgroup2')];
  return one ? (two ? 'hybrid' : 'v1') : two ? 'v2' : 'none';
}

const kinds: readonly ContainerKind[] = ['docker', 'podman', 'kubernetes', 'lxc', 'systemd-nspawn'];

function containerOf(parts: Parts): ContainerKind | undefined {
  const reported = (linesOf(parts, 'container')[0] ?? '').trim();
  // WSL tells systemd that it is one; toolbox and podman use several words for themselves.
  if (reported === '' || reported === 'wsl') return undefined;
  if (/^(oci|toolbox|distrobox)$/.test(reported)) return 'podman';
  if (reported === 'lxc-libvirt') return 'lxc';
  return kinds.find((kind) => kind === reported) ?? 'other';
}
