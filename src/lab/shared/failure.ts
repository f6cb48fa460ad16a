import { text } from '../../i18n/text.ts';
import { quote } from '../../text/quote.ts';
import type { LabFailure } from '../lab.ts';
import { reasonLine } from './reason-line.ts';

/** Ways in which any kind of lab can be refused; `fix` is a command to copy, in no language. */
export const failures = {
  busy: (name: string): LabFailure => ({ code: 'busy', text: text('lab.fail.busy', { name }) }),
  notUp: (name: string): LabFailure => ({
    code: 'not-up',
    text: text('lab.fail.not-up', { name }),
    fix: `bridgework lab up --lab ${name}`,
  }),
  otherPlan: (name: string, has: string, asked: string): LabFailure => ({
    code: 'other-plan',
    text: text('lab.fail.other-plan', { name, has, asked }),
    fix: `bridgework lab down --lab ${name}`,
  }),
  noSuchNode: (node: string): LabFailure => ({
    code: 'no-such-node',
    text: text('lab.fail.no-such-node', { node: node.slice(0, 60) }),
  }),
  cancelled: (): LabFailure => ({ code: 'cancelled', text: text('lab.fail.cancelled') }),
  /** `fix`: undefined where nobody knows the packages of this machine. */
  missingPrograms: (programs: readonly string[], fix: string | undefined): LabFailure => ({
    code: programs.includes('dockerd') || programs.includes('docker') ? 'no-docker' : 'missing-programs',
    text: text(fix === undefined ? 'lab.fail.missing-programs-here' : 'lab.fail.missing-programs', {
      programs: programs.join(', '),
    }),
    ...(fix === undefined ? {} : { fix }),
  }),
  kernel: (feature: string, module: string): LabFailure => ({
    code: 'no-kernel-feature',
    text: text('lab.fail.no-kernel-feature', { feature }),
    fix: `sudo modprobe ${module}`,
  }),
  diskFull: (path: string, freeMb: number): LabFailure => ({
    code: 'disk-full',
    text: text('lab.fail.disk-full', { path, free: freeMb }),
    fix: `df -h ${quote(path)}`,
  }),
  stateFolder: (path: string, detail: string): LabFailure => ({
    code: 'state-folder',
    text: text('lab.fail.state-folder', { path, detail: reasonLine(detail) }),
    fix: `ls -ld ${quote(path)}`,
  }),
  network: (detail: string): LabFailure => ({
    code: 'network',
    text: text('lab.fail.network', { detail: reasonLine(detail) }),
  }),
  image: (detail: string): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.image-missing', { detail: reasonLine(detail) }),
  }),
  /** Of a package that apt could not fetch, for whatever reason. */
  imagePackage: (detail: string): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.image-missing', { detail: reasonLine(detail) }),
    fix: 'sudo apt-get update',
  }),
  /** There are no Debian packages to unpack, and these programs of the machine's own are not there. */
  imagePrograms: (programs: readonly string[], fix: string | undefined): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.image-programs', { programs: programs.join(', ') }),
    ...(fix === undefined ? {} : { fix }),
  }),
  noPackageLists: (): LabFailure => ({
    code: 'image-missing',
    text: text('lab.fail.no-package-lists'),
    fix: 'sudo apt-get update',
  }),
};

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
