import { type Text, text } from '../../i18n/text.ts';
import { quote } from '../../text/quote.ts';
import type { LabFailure } from '../lab.ts';
import { failures as shared } from '../shared/failure.ts';
import type { Impostor } from '../shared/programs.ts';
import { reasonLine } from '../shared/reason-line.ts';
import { type ContainerFacts, startAgain } from './container.ts';

/** Every way in which a sandbox can be refused. */
export const failures = {
  ...shared,
  badName: (name: string): LabFailure => ({
    code: 'bad-name',
    text: text('lab.fail.bad-name', { name: name.slice(0, 40) }),
  }),
  link: (path: string): LabFailure => ({
    code: 'state-folder',
    text: text('lab.fail.link', { path }),
    fix: `ls -ld ${quote(path)}`,
  }),
  plan: (problem: Text): LabFailure => ({ code: 'bad-plan', text: problem }),
  olderLab: (name: string): LabFailure => ({
    code: 'older-lab',
    text: text('lab.fail.older-lab', { name }),
    fix: `bridgework lab down --lab ${name}`,
  }),
  newerLab: (name: string): LabFailure => ({
    code: 'newer-lab',
    text: text('lab.fail.newer-lab', { name }),
    fix: `bridgework lab down --lab ${name}`,
  }),
  notDocker: ({ file, is }: Impostor, programs: readonly string[], fix: string | undefined): LabFailure => ({
    code: 'no-docker',
    text: text('lab.fail.not-docker', { file, is, programs: programs.join(', ') }),
    ...(fix === undefined ? {} : { fix }),
  }),
  noUserns: (): LabFailure => ({
    code: 'no-userns',
    text: text('lab.fail.no-userns'),
    fix: 'sudo sysctl -w user.max_user_namespaces=15000',
  }),
  usernsSwitchedOff: (): LabFailure => ({
    code: 'no-userns',
    text: text('lab.fail.userns-switched-off'),
    fix: 'sudo sysctl -w kernel.unprivileged_userns_clone=1',
  }),
  apparmor: (): LabFailure => ({
    code: 'apparmor-userns',
    text: text('lab.fail.apparmor-userns'),
    fix: 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
  }),
  chroot: (): LabFailure => ({ code: 'chroot', text: text('lab.fail.chroot') }),
  /** `detail`: what was refused; without it, nothing was tried. */
  container: (facts: ContainerFacts, detail = ''): LabFailure => ({
    code: 'container',
    text: detail === '' ? text('lab.fail.container-blind') : text('lab.fail.container', { detail: reasonLine(detail) }),
    fix: startAgain(facts),
  }),
  coveredContainer: (): LabFailure => ({ code: 'container', text: text('lab.fail.container-sight'), fix: makeSight }),
  usernsRefused: (detail: string): LabFailure => ({
    code: 'no-userns',
    text: text('lab.fail.userns-refused', { detail: reasonLine(detail) }),
    fix: 'bridgework doctor',
  }),
  idMap: (detail: string): LabFailure => ({
    code: 'id-map',
    text: text('lab.fail.id-map', { detail: reasonLine(detail) }),
    fix: 'grep "$(id -un)" /etc/subuid /etc/subgid',
  }),
  filesFull: (path: string, free: number): LabFailure => ({
    code: 'disk-full',
    text: text('lab.fail.files-full', { path, free }),
    fix: `df -i ${quote(path)}`,
  }),
  stateFileSystem: (path: string, kind: string): LabFailure => ({
    code: 'state-folder',
    text: text('lab.fail.state-file-system', { path, kind }),
    fix: 'export BRIDGEWORK_HOME="/var/tmp/bridgework-$(id -un)"',
  }),
  view: (detail: string): LabFailure => ({
    code: 'file-view',
    text: text('lab.fail.file-view', { detail: reasonLine(detail) }),
  }),
  engine: (detail: string): LabFailure => ({
    code: 'engine',
    text: text('lab.fail.engine', { detail: reasonLine(detail) }),
  }),
  died: (detail: string): LabFailure => ({
    code: 'died',
    text: text('lab.fail.died', { detail: reasonLine(detail) }),
  }),
  stuck: (pid: number): LabFailure => ({ code: 'stuck', text: text('lab.fail.stuck', { pid: String(pid) }) }),
};

/** What container/entry.sh does, for containers that were started by something else. */
const makeSight = `sudo sh -c 'd=/run/bridgework/sight; mkdir -p $d/proc $d/sys; mount -t proc proc $d/proc; mount -t sysfs sysfs $d/sys; mount -o remount,rw $d/sys'`;
