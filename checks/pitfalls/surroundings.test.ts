import { describe, expect, it } from 'vitest';
import { judgeRound } from '../../src/doctor/examine.ts';
import type { Finding } from '../../src/lab/lab.ts';
import { byId, examinationOf } from './testing/machine.ts';

/** Machines as the script of the look describes them, where none of their kind can be had or played here. */
const nonce = '0123456789abcdef';
const part = (name: string, body: string, exitCode = 0): string =>
  `\n${nonce} begin ${name}\n${body}\n${nonce} end ${exitCode}\n`;

interface Played {
  readonly os?: string;
  readonly lab?: 'sandbox' | 'here';
  readonly kernel?: string;
  readonly env?: string;
  readonly client?: string;
  readonly parts?: { readonly [name: string]: string };
  readonly failing?: readonly string[];
}

const usual = {
  managers: 'apt-get',
  selinux: '',
  cgroups: 'cgroup2',
  busybox: '',
  docker: 'own',
  container: '',
  systemd: '',
  inotify: '128\n65536',
};

function findings({ os = 'ID=debian', lab = 'here', kernel = '6.12.0-amd64', ...played }: Played) {
  const parts = { os, release: kernel, ...usual, ...played.parts };
  const failing = played.failing ?? ['busybox'];
  const around = Object.entries(parts).map(([name, body]) => part(name, body, failing.includes(name) ? 1 : 0));
  const facts = {
    surroundings: around.join(''),
    machine: part('uid', '0') + part('uname', `${kernel} x86_64`) + part('env', played.env ?? ''),
    'files:docker-client': part('files', played.client ?? ''),
    'kernel-parts': part('config', '') + part('shelf', '/bridge.ko') + part('loaded', ''),
    programs: part('missing', 'brctl\ncurl'),
    'doctor-engine:nginx:1.13.3-alpine': part('asleep', '', 1) + part('info', '', 127),
  };
  const observations = Object.fromEntries(
    Object.entries(facts).map(([key, stdout]) => [key, { stdout, stderr: '', exitCode: 0, ms: 1 }]),
  );
  return byId(judgeRound({ nonce, changed: false, fingerprint: '-', observations }, examinationOf({ lab })));
}

const finding = (id: string, played: Played): Finding | undefined => findings(played).get(id);
const fedora = 'ID=fedora\nNAME="Fedora Linux"';
const alpine = 'ID=alpine';

describe('what a machine is made of', () => {
  const there: readonly (Played & { readonly id: string; readonly state?: string; readonly fix: string })[] = [
    {
      id: 'kernel-old',
      lab: 'sandbox',
      kernel: '5.10.0-28-amd64',
      fix: 'sudo apt-get install -y --no-install-recommends linux-image-amd64 && sudo reboot',
    },
    {
      id: 'kernel-old',
      lab: 'sandbox',
      kernel: '4.19.0',
      os: 'ID=arch',
      fix: 'sudo pacman -S --needed linux && sudo reboot',
    },
    { id: 'wsl-1', kernel: '4.4.0-19041-Microsoft', fix: 'wsl.exe --set-version "$WSL_DISTRO_NAME" 2' },
    {
      id: 'wsl-systemd',
      state: 'warning',
      kernel: '6.6.87.2-microsoft-standard-WSL2',
      failing: ['busybox', 'systemd'],
      fix: "printf '[boot]\\nsystemd=true\\n' | sudo tee -a /etc/wsl.conf && wsl.exe --shutdown",
    },
    { id: 'container', parts: { container: 'docker' }, fix: 'docker run -it --privileged' },
    { id: 'container', parts: { container: 'oci' }, fix: 'podman run -it --privileged' },
    {
      id: 'container',
      lab: 'sandbox',
      parts: { container: 'lxc' },
      fix: 'lxc config set CONTAINER security.nesting=true security.privileged=true && lxc restart CONTAINER',
    },
    {
      id: 'container',
      parts: { container: 'kubernetes' },
      fix: 'kubectl explain pod.spec.containers.securityContext.privileged',
    },
    { id: 'container', parts: { container: 'rkt\u001b[2J' }, fix: 'docker run -it --privileged' },
    { id: 'selinux', state: 'warning', parts: { selinux: '1' }, fix: 'sudo setenforce 0' },
    { id: 'cgroups-none', parts: { cgroups: '' }, fix: 'sudo mount -t cgroup2 cgroup2 /sys/fs/cgroup' },
    {
      id: 'cgroups-v1',
      state: 'warning',
      os: fedora,
      parts: { cgroups: 'cgroup' },
      fix: 'sudo grubby --update-kernel=ALL --args=systemd.unified_cgroup_hierarchy=1 && sudo reboot',
    },
    { id: 'busybox-ip', os: alpine, lab: 'sandbox', failing: [], fix: 'doas apk add iproute2' },
    {
      id: 'docker-snap',

      parts: { docker: 'snap' },
      fix: 'sudo snap remove docker && sudo apt-get install -y --no-install-recommends docker.io',
    },
    {
      id: 'docker-podman',
      os: fedora,
      parts: { docker: 'podman' },
      fix: 'sudo dnf remove -y podman-docker && sudo dnf install -y moby-engine docker-cli',
    },
    {
      id: 'docker-context',
      client: '/root/.docker/config.json:{ "auths": {}, "currentContext": "desktop-linux" }',
      fix: 'docker context use default',
    },
    { id: 'docker-context', env: 'DOCKER_CONTEXT=rootless', fix: 'unset DOCKER_CONTEXT' },
    {
      id: 'inotify',
      state: 'warning',
      parts: { inotify: '8\n8192' },
      fix: 'sudo sysctl -w fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=65536',
    },
  ];
  it.each(there)('$id is seen, and fixed: $fix', ({ id, state = 'blocking', fix, ...played }) => {
    expect(finding(id, played)).toMatchObject({ id, state, fix });
  });

  const harmless: readonly (Played & { readonly id: string; readonly but: string })[] = [
    { id: 'kernel-old', but: 'the first kernel that serves', lab: 'sandbox', kernel: '5.11.0' },
    { id: 'kernel-old', but: 'a young one with a low minor number', lab: 'sandbox', kernel: '6.1.0-40-amd64' },
    { id: 'kernel-old', but: 'no number', lab: 'sandbox', kernel: 'custom' },
    { id: 'wsl-1', but: 'WSL 2', kernel: '6.6.87.2-microsoft-standard-WSL2' },
    { id: 'wsl-systemd', but: 'WSL 2 with systemd', kernel: '6.6.87.2-microsoft-standard-WSL2' },
    { id: 'wsl-systemd', but: 'no systemd, and no WSL', failing: ['busybox', 'systemd'] },
    { id: 'container', but: 'WSL, which calls itself one', parts: { container: 'wsl' } },
    { id: 'selinux', but: 'permissive', parts: { selinux: '0' } },
    { id: 'cgroups-v1', but: 'both versions', parts: { cgroups: 'cgroup\ncgroup2' } },
    { id: 'cgroups-none', but: 'version 2 alone', parts: { cgroups: 'cgroup2' } },
    { id: 'busybox-ip', but: 'iproute2 on Alpine', os: alpine },
    { id: 'docker-snap', but: 'no docker at all', parts: { docker: 'none' } },
    { id: 'docker-podman', but: 'Docker’s own', parts: { docker: 'own' } },
    {
      id: 'docker-context',
      but: 'the default one',
      client: '/root/.docker/config.json:{ "currentContext": "default" }',
    },
    {
      id: 'docker-context',
      but: 'DOCKER_HOST, which goes before the file',
      env: 'DOCKER_HOST=unix:///run/docker.sock',
      client: '/root/.docker/config.json:{ "currentContext": "x" }',
    },
    { id: 'inotify', but: 'limits that cannot be read', parts: { inotify: '' } },
  ];
  it.each(harmless)('$id is not seen in $but', ({ id, but: _, ...played }) => {
    expect(finding(id, played)).toMatchObject({ id, state: 'ok' });
  });

  it('decides what an old finding’s fix is called there', () => {
    expect(finding('no-brctl', { os: alpine })?.fix).toBe('doas apk add bridge-utils');
    expect(finding('programs', { os: 'ID=opensuse-leap\nID_LIKE="suse opensuse"' })?.fix).toBe(
      'sudo zypper --non-interactive install curl',
    );
    expect(finding('engine-down', { os: 'ID=arch' })?.fix).toBe('sudo pacman -S --needed docker');
    expect(finding('kernel-parts', { os: fedora })?.fix).toBe(
      'sudo dnf install -y kernel-modules kernel-modules-extra && sudo reboot',
    );
    expect(finding('kernel-parts', { kernel: '5.15.1-microsoft-standard-WSL2' })?.fix).toBe(
      'wsl.exe --update && wsl.exe --shutdown',
    );
    const nobody = findings({ os: 'ID=gentoo', parts: { managers: '' } });
    expect(nobody.get('no-brctl')?.fix).toContain('bridge-utils');
  });

  it('is unknown where it could not be looked at', () => {
    expect(finding('selinux', { parts: { release: '' } })?.state).toBe('unknown');
  });
});
