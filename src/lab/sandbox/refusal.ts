import { readFile } from 'node:fs/promises';
import type { LabFailure } from '../lab.ts';
import { failures } from './failure.ts';

/** The value of a sysctl file as text; undefined when this kernel does not have it. */
const setting = (path: string): Promise<string | undefined> =>
  readFile(`/proc/sys/${path}`, 'utf8').then(
    (value) => value.trim(),
    () => undefined,
  );

/** A known reason why this machine refuses user namespaces to this user, read from its settings; undefined when none is set. */
export async function namespaceLimit(): Promise<LabFailure | undefined> {
  const certain = await namespacesForbidden();
  if (certain) return certain;
  // A profile may allow it all the same.
  const restricted = (await setting('kernel/apparmor_restrict_unprivileged_userns')) === '1';
  return restricted && process.getuid?.() !== 0 ? failures.apparmor() : undefined;
}

/** A reason that leaves no doubt: nothing needs to be tried, or made ready, first. */
export async function namespacesForbidden(): Promise<LabFailure | undefined> {
  if ((await setting('user/max_user_namespaces')) === '0') return failures.noUserns();
  if (process.getuid?.() !== 0 && (await setting('kernel/unprivileged_userns_clone')) === '0')
    return failures.usernsSwitchedOff();
  // In a chroot the root directory is no mount point of its own (unshare(2): EPERM).
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  if (mounts !== '' && !mounts.split('\n').some((line) => line.split(' ')[4] === '/')) return failures.chroot();
  return undefined;
}

/** Why a namespace could not be made; `stderr` is what the program that tried had to say. */
export const whyNoNamespaces = async (stderr: string): Promise<LabFailure> =>
  (await namespaceLimit()) ?? failures.usernsRefused(stderr);
