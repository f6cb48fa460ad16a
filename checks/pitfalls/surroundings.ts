import type { Distro } from '../../src/distro/os-release.ts';
import { installing, installingKernel, otherPackages, removing } from '../../src/distro/packages.ts';
import { clientFiles } from '../../src/doctor/facts/files.ts';
import { machine } from '../../src/doctor/facts/machine.ts';
import { type ContainerKind, surroundings } from '../../src/doctor/facts/surroundings.ts';
import type { LabKind } from '../../src/doctor/pitfall.ts';
import { anyRelease, packagesOf, type Release } from '../../src/programs.ts';
import { both, here, pitfall } from './pitfall.ts';

const around = surroundings();
const computer = machine();
const sandbox: readonly LabKind[] = ['sandbox'];

export const anyDebian: Distro = { family: 'debian', name: 'Debian' };

/** The command that installs programs there; Debian's where we do not know its packages, for their names are the likeliest. */
export function installOn(
  { family = 'debian' }: Distro,
  programs: readonly string[],
  release: Release = anyRelease,
): string {
  const names = family === 'debian' ? packagesOf(programs, release) : otherPackages(programs, family);
  return installing(family, names);
}

/** A fix of this machine's own, where there is one. */
export const fixOf = (fix: string | undefined): { readonly fix?: string } => (fix === undefined ? {} : { fix });

/** In place of something else that is called docker. */
const engineInPlaceOf = (distro: Distro, removal: string): string =>
  `${removal} && ${installOn(distro, ['dockerd', 'docker'])}`;

/** What lets labs come up in a container of each kind; said where it is made, not in it. */
const allow: { readonly [kind in ContainerKind]: string } = {
  docker: 'docker run -it --privileged',
  podman: 'podman run -it --privileged',
  kubernetes: 'kubectl explain pod.spec.containers.securityContext.privileged',
  lxc: 'lxc config set CONTAINER security.nesting=true security.privileged=true && lxc restart CONTAINER',
  'systemd-nspawn': 'systemd-nspawn --capability=all --private-users=no',
  other: 'docker run -it --privileged',
};

/** `5.10.0-28-amd64` is older than 5.11; what is no version is not. */
function isOlder(kernel: string, major: number, minor: number): boolean {
  const [, one, two] = /^(\d{1,4})\.(\d{1,4})/.exec(kernel) ?? [];
  return one !== undefined && (Number(one) < major || (Number(one) === major && Number(two) < minor));
}

export const surroundingThings = [
  pitfall({
    id: 'kernel-old',
    of: [],
    labs: sandbox,
    state: 'blocking',
    fix: 'sudo apt-get install -y linux-image-amd64 && sudo reboot',
    needs: () => ({ computer, around }),
    judge({ computer: { kernel }, around: { distro } }) {
      if (!isOlder(kernel, 5, 11)) return undefined;
      return { values: { kernel }, ...(distro.family === undefined ? {} : { fix: installingKernel(distro.family) }) };
    },
  }),
  pitfall({
    id: 'wsl-1',
    of: [],
    labs: both,
    state: 'blocking',
    fix: 'wsl.exe --set-version "$WSL_DISTRO_NAME" 2',
    needs: () => ({ around }),
    judge: ({ around: { wsl } }) => (wsl === 1 ? {} : undefined),
  }),
  pitfall({
    id: 'wsl-systemd',
    of: [],
    labs: here,
    state: 'warning',
    fix: "printf '[boot]\\nsystemd=true\\n' | sudo tee -a /etc/wsl.conf && wsl.exe --shutdown",
    needs: () => ({ around }),
    judge: ({ around: { wsl, systemd } }) => (wsl === 2 && !systemd ? {} : undefined),
  }),
  pitfall({
    id: 'container',
    of: [],
    labs: both,
    state: 'blocking',
    fix: 'docker run -it --privileged',
    needs: () => ({ around }),
    judge: ({ around: { container } }) =>
      container === undefined ? undefined : { values: { kind: container }, fix: allow[container] },
  }),
  pitfall({
    id: 'selinux',
    of: [],
    labs: both,
    state: 'warning',
    fix: 'sudo setenforce 0',
    needs: () => ({ around }),
    judge: ({ around: { selinux } }) => (selinux ? {} : undefined),
  }),
  pitfall({
    id: 'cgroups-none',
    of: [],
    labs: both,
    state: 'blocking',
    fix: 'sudo mount -t cgroup2 cgroup2 /sys/fs/cgroup',
    needs: () => ({ around }),
    judge: ({ around: { cgroups } }) => (cgroups === 'none' ? {} : undefined),
  }),
  pitfall({
    id: 'cgroups-v1',
    of: [],
    labs: both,
    state: 'warning',
    fix: `echo 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX systemd.unified_cgroup_hierarchy=1"' | sudo tee -a /etc/default/grub && sudo update-grub && sudo reboot`,
    needs: () => ({ around }),
    judge({ around: { cgroups, distro } }) {
      if (cgroups !== 'v1') return undefined;
      const grubby = 'sudo grubby --update-kernel=ALL --args=systemd.unified_cgroup_hierarchy=1 && sudo reboot';
      return fixOf(distro.family === 'fedora' ? grubby : undefined);
    },
  }),
  pitfall({
    id: 'busybox-ip',
    of: [],
    labs: both,
    state: 'blocking',
    fix: 'sudo apt-get install -y --no-install-recommends iproute2',
    needs: () => ({ around }),
    judge: ({ around: { busyboxIp, distro } }) => (busyboxIp ? { fix: installOn(distro, ['ip']) } : undefined),
  }),
  pitfall({
    id: 'docker-snap',
    of: [],
    labs: here,
    state: 'blocking',
    fix: 'sudo snap remove docker && sudo apt-get install -y --no-install-recommends docker.io',
    needs: () => ({ around }),
    judge: ({ around: { docker, distro } }) =>
      docker === 'snap' ? { fix: engineInPlaceOf(distro, 'sudo snap remove docker') } : undefined,
  }),
  pitfall({
    id: 'docker-podman',
    of: [],
    labs: here,
    state: 'blocking',
    fix: 'sudo apt-get remove -y podman-docker && sudo apt-get install -y --no-install-recommends docker.io',
    needs: () => ({ around }),
    judge({ around: { docker, distro } }) {
      if (docker !== 'podman') return undefined;
      return fixOf(
        distro.family === undefined ? undefined : engineInPlaceOf(distro, removing(distro.family, 'podman-docker')),
      );
    },
  }),
  pitfall({
    id: 'docker-context',
    of: ['F09'],
    labs: here,
    state: 'blocking',
    fix: 'docker context use default',
    needs: () => ({ computer, files: clientFiles }),
    judge({ computer: { env }, files }) {
      const chosen = env['DOCKER_CONTEXT'];
      if (chosen !== undefined)
        return chosen === 'default' ? undefined : { values: { context: chosen }, fix: 'unset DOCKER_CONTEXT' };
      // It has a say before what the file says.
      if (env['DOCKER_HOST'] !== undefined) return undefined;
      const all = [...files.values()].map((lines) => lines.join(' ')).join(' ');
      const [, context] = /"currentContext" {0,9}: {0,9}"([^"]{1,80})"/.exec(all) ?? [];
      return context === undefined || context === 'default' ? undefined : { values: { context } };
    },
  }),
  pitfall({
    id: 'inotify',
    of: [],
    labs: both,
    state: 'warning',
    fix: 'sudo sysctl -w fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=65536',
    needs: () => ({ around }),
    judge({ around: { inotify } }) {
      if (!inotify) return undefined;
      return inotify.instances < 32 || inotify.watches < 1024 ? { values: inotify } : undefined;
    },
  }),
];
