import { type Text, text } from '../../i18n/text.ts';
import type { LabFailure } from '../lab.ts';
import { type ContainerFacts, startAgain } from './container.ts';
import type { Impostor } from './programs.ts';
import { tellingLine } from './telling-line.ts';

/** Every way in which a sandbox can be refused; `mend` is a command to copy, in no language. */
export const failures = {
  badName: (name: string): LabFailure => ({
    code: 'bad-name',
    text: text('lab.fail.bad-name', { name: name.slice(0, 40) }),
  }),
  busy: (name: string): LabFailure => ({ code: 'busy', text: text('lab.fail.busy', { name }) }),
  notUp: (name: string): LabFailure => ({
    code: 'not-up',
    text: text('lab.fail.not-up', { name }),
    mend: `bridgework lab up --lab ${name}`,
  }),
  plan: (problem: Text): LabFailure => ({ code: 'bad-plan', text: problem }),
  otherPlan: (name: string, has: string, asked: string): LabFailure => ({
    code: 'other-plan',
    text: text('lab.fail.other-plan', { name, has, asked }),
    mend: `bridgework lab down --lab ${name}`,
  }),
  olderLab: (name: string): LabFailure => ({
    code: 'older-lab',
    text: text('lab.fail.older-lab', { name }),
    mend: `bridgework lab down --lab ${name}`,
  }),
  newerLab: (name: string): LabFailure => ({
    code: 'newer-lab',
    text: text('lab.fail.newer-lab', { name }),
    mend: `bridgework lab down --lab ${name}`,
  }),
  noSuchNode: (node: string): LabFailure => ({
    code: 'no-such-node',
    text: text('lab.fail.no-such-node', { node: node.slice(0, 60) }),
  }),
  cancelled: (): LabFailure => ({ code: 'cancelled', text: text('lab.fail.cancelled') }),
  /** `mend`: undefined where nobody knows the packages of this machine. */
  missingPrograms: (programs: readonly string[], mend: string | undefined): LabFailure => ({
    code: programs.includes('dockerd') || programs.includes('docker') ? 'no-docker' : 'missing-programs',
    text: text(mend === undefined ? 'lab.fail.missing-programs-here' : 'lab.fail.missing-programs', {
      programs: programs.join(', '),
    }),
    ...(mend === undefined ? {} : { mend }),
  }),
  notDocker: ({ file, is }: Impostor, programs: readonly string[], mend: string | undefined): LabFailure => ({
    code: 'no-docker',
    text: text('lab.fail.not-docker', { file, is, programs: programs.join(', ') }),
    ...(mend === undefined ? {} : { mend }),
  }),
  noUserns: (): LabFailure => ({
    code: 'no-userns',
    text: text('lab.fail.no-userns'),
    mend: 'sudo sysctl -w user.max_user_namespaces=15000',
  }),
  usernsSwitchedOff: (): LabFailure => ({
    code: 'no-userns',
    text: text('lab.fail.userns-switched-off'),
    mend: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  }),
  apparmor: (): LabFailure => ({
    code: 'apparmor-userns',
    text: text('lab.fail.apparmor-userns'),
    mend: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  }),
  chroot: (): LabFailure => ({ code: 'chroot', text: text('lab.fail.chroot') }),
  /** `detail`: what was refused; without it, nothing was tried. */
  container: (facts: ContainerFacts, detail = ''): LabFailure => ({
    code: 'container',
    text:
      detail === '' ? text('lab.fail.container-blind') : text('lab.fail.container', { detail: tellingLine(detail) }),
    mend: startAgain(facts),
  }),
  blindContainer: (): LabFailure => ({ code: 'container', text: text('lab.fail.container-sight'), mend: makeSight }),
  usernsRefused: (detail: string): LabFailure => ({
    code: 'no-userns',
    text: text('lab.fail.userns-refused', { detail: tellingLine(detail) }),
    mend: 'bridgework doctor',
  }),
  idMap: (detail: string): LabFailure => ({
    code: 'id-map',
    text: text('lab.fail.id-map', { detail: tellingLine(detail) }),
    mend: 'grep "$(id -un)" /etc/subuid /etc/subgid',
  }),
  kernel: (feature: string, module: string): LabFailure => ({
    code: 'no-kernel-feature',
    text: text('lab.fail.no-kernel-feature', { feature }),
    mend: `sudo modprobe ${module}`,
  }),
  diskFull: (path: string, freeMb: number): LabFailure => ({
    code: 'disk-full',
    text: text('lab.fail.disk-full', { path, free: freeMb }),
    mend: `df -h ${path}`,
  }),
  filesFull: (path: string, free: number): LabFailure => ({
    code: 'disk-full',
    text: text('lab.fail.files-full', { path, free }),
    mend: `df -i ${path}`,
  }),
  stateFileSystem: (path: string, kind: string): LabFailure => ({
    code: 'state-folder',
    text: text('lab.fail.state-file-system', { path, kind }),
    mend: 'export BRIDGEWORK_HOME=/var/tmp/bridgework',
  }),
  stateFolder: (path: string, detail: string): LabFailure => ({
    code: 'state-folder',
    text: text('lab.fail.state-folder', { path, detail: tellingLine(detail) }),
    mend: `ls -ld ${path}`,
  }),
  view: (detail: string): LabFailure => ({
    code: 'file-view',
    text: text('lab.fail.file-view', { detail: tellingLine(detail) }),
  }),
  network: (detail: string): LabFailure => ({
    code: 'network',
    text: text('lab.fail.network', { detail: tellingLine(detail) }),
  }),
  engine: (detail: string): LabFailure => ({
    code: 'engine',
    text: text('lab.fail.engine', { detail: tellingLine(detail) }),
  }),
  image: (detail: string): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.image-missing', { detail: tellingLine(detail) }),
  }),
  /** Of a package that apt could not fetch, for whatever reason. */
  imagePackage: (detail: string): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.image-missing', { detail: tellingLine(detail) }),
    mend: 'sudo apt-get update',
  }),
  /** There are no Debian packages to unpack, and these programs of the machine's own are not there. */
  imagePrograms: (programs: readonly string[], mend: string | undefined): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.image-programs', { programs: programs.join(', ') }),
    ...(mend === undefined ? {} : { mend }),
  }),
  noPackageLists: (): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.no-package-lists'),
    mend: 'sudo apt-get update',
  }),
  died: (detail: string): LabFailure => ({
    code: 'died',
    text: text('lab.fail.died', { detail: tellingLine(detail) }),
  }),
  stuck: (pid: number): LabFailure => ({ code: 'stuck', text: text('lab.fail.stuck', { pid: String(pid) }) }),
};

/** What container/entry.sh does, for containers that were started by something else. */
const makeSight = `sudo sh -c 'd=/run/bridgework/sight; mkdir -p $d/proc $d/sys; mount -t proc proc $d/proc; mount -t sysfs sysfs $d/sys; mount -o remount,rw $d/sys'`;

/**
 * A file system that refuses is expected (full disk, unreadable folder): it becomes a failure that names the place.
 * Anything else is a bug and thrown on.
 */
export function asFailure(error: unknown, folder: string): LabFailure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  const path = 'path' in error && typeof error.path === 'string' ? error.path : folder;
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failures.diskFull(path, 0);
    case 'EACCES':
    case 'ENOENT':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'EIO':
      return failures.stateFolder(path, error.message);
    default:
      throw error;
  }
}
