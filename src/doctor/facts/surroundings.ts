import { type Distro, distroOf, families, managers, osReleaseBytes } from '../../distro/os-release.ts';
import type { FactRequest } from '../../facts/index.ts';
import { err, ok } from '../../result.ts';
import { unreadable } from '../../round/reading.ts';
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

/** Reads files and links only: no program of the engine is started, for a shim may pull, and a client may wake it. */
const script: readonly string[] = [
  `busybox_ip() { case $(readlink -f "$(command -v ip)") in */busybox | */busybox[.-]*) return 0 ;; esac; return 1; }
docker_kind() {
  at=$(command -v docker) || at=/snap/bin/docker # which the look's own PATH does not have
  [ -e "$at" ] || { echo none; return; }
  case $(readlink -f "$at") in
    */snap | /snap/*) echo snap ;;
    */podman) echo podman ;;
    *) if [ "$(head -c 2 "$at")" = '#!' ] && head -c 600 "$at" | grep -qw podman; then echo podman; else echo own; fi ;;
  esac
}
container_kind() {
  said=$(cat /run/systemd/container 2>/dev/null) || said=$(tr '\\0' '\\n' 2>/dev/null </proc/1/environ | sed -n 's/^container=//p')
  [ -z "$KUBERNETES_SERVICE_HOST" ] || [ ! -e /var/run/secrets/kubernetes.io ] || said=kubernetes
  [ -n "$said" ] || [ ! -e /run/.containerenv ] || said=podman
  [ -n "$said" ] || [ ! -e /.dockerenv ] || said=docker
  [ -n "$said" ] || [ ! -S /dev/lxd/sock ] || said=lxc
  [ -n "$said" ] && ! timeout 5 unshare -U -r -m -n -p -f sh -c 'mount -t proc proc /proc && mount -t tmpfs none /tmp' || return 0
  echo "$said"
}
os_release() { for at in /etc/os-release /usr/lib/os-release; do [ -f $at ] && [ -r $at ] && head -c ${osReleaseBytes} $at && return; done; }
managers() { for name in ${families.map((family) => managers[family]).join(' ')}; do ! command -v $name >/dev/null || echo $name; done; }`,
  'part os os_release',
  'part managers managers',
  'part selinux cat /sys/fs/selinux/enforce',
  `part cgroups sh -c 'sed -n "s/.* - \\(cgroup2*\\) .*/\\1/p" /proc/self/mountinfo | sort -u'`,
  'part busybox busybox_ip',
  'part docker docker_kind',
  'part container container_kind',
  'part release cat /proc/sys/kernel/osrelease',
  'part systemd test -d /run/systemd/system',
  `part inotify sh -c 'cat /proc/sys/fs/inotify/max_user_instances /proc/sys/fs/inotify/max_user_watches'`,
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
  const said = (linesOf(parts, 'container')[0] ?? '').trim();
  // WSL tells systemd that it is one; toolbox and podman use several words for themselves.
  if (said === '' || said === 'wsl') return undefined;
  if (/^(oci|toolbox|distrobox)$/.test(said)) return 'podman';
  if (said === 'lxc-libvirt') return 'lxc';
  return kinds.find((kind) => kind === said) ?? 'other';
}
