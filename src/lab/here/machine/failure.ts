import { type Text, text } from '../../../i18n/text.ts';
import type { LabFailure } from '../../lab.ts';
import { reasonLine } from '../../shared/reason-line.ts';
import { declaration } from './places.ts';

/** Every way in which this machine can be refused as a lab; the sandbox's general ones are used beside them. */
export const hereFailures = {
  notDeclared: (): LabFailure => ({
    code: 'not-disposable',
    text: text('lab.here.not-declared', { file: declaration }),
    fix: 'bridgework lab up --lab default',
  }),
  badDeclaration: (): LabFailure => ({
    code: 'not-disposable',
    text: text('lab.here.bad-declaration', { file: declaration }),
    fix: `ls -ld /etc/bridgework ${declaration}`,
  }),
  notRoot: (command: string): LabFailure => ({ code: 'not-root', text: text('lab.here.not-root'), fix: command }),
  otherCourse: (): LabFailure => ({ code: 'other-course', text: text('lab.here.other-course') }),
  noTools: (): LabFailure => ({ code: 'no-tools', text: text('lab.here.no-tools'), fix: 'ip -j -d link show' }),
  noUplink: (device: string): LabFailure => ({
    code: 'no-uplink',
    text: text('lab.here.no-uplink', { device }),
    fix: 'ip -4 route get 192.0.2.1',
  }),
  noLan: (uplink: string, address: string): LabFailure => ({
    code: 'no-lan',
    text: text('lab.here.no-lan', { uplink, address }),
  }),
  noEngine: (detail: string): LabFailure => ({
    code: 'no-docker',
    text: text('lab.here.no-engine', { detail: reasonLine(detail) }),
    fix: 'systemctl start docker',
  }),
  foreignEngine: (detail: string): LabFailure => ({
    code: 'foreign-docker',
    text: text('lab.here.foreign-engine', { detail: reasonLine(detail) }),
    fix: "docker info -f '{{.OperatingSystem}} {{.SecurityOptions}}'",
  }),
  missingPrograms: (programs: string): LabFailure => ({
    code: 'missing-programs',
    text: text('lab.fail.missing-programs', { programs }),
    fix: 'bridgework doctor --lab here',
  }),
  taken: (what: string): LabFailure => ({ code: 'name-taken', text: text('lab.here.taken', { what }) }),
  otherMachine: (values: string): LabFailure => ({
    code: 'bad-plan',
    text: text('lab.here.other-machine', { values }),
  }),
  uplinkGone: (uplink: string): LabFailure => ({
    code: 'uplink-gone',
    text: text('lab.here.uplink-gone', { uplink }),
    fix: `for p in $(docker ps -q | xargs docker inspect -f '{{.State.Pid}}'); do nsenter -n -t $p ip link set ${uplink} netns 1; done`,
  }),
  unsettled: (): LabFailure => ({
    code: 'unsettled',
    text: text('lab.here.unsettled'),
    fix: 'systemctl start docker; bridgework lab down --lab here',
  }),
  left: (what: readonly string[]): Text =>
    text('lab.here.left', { count: what.length, what: what.slice(0, 4).join('; ') }),
};
