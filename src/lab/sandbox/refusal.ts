import { readFile } from 'node:fs/promises';
import type { LabFailure } from '../lab.ts';
import { type ContainerFacts, containerFacts, isCoveredForUsers, isForbidden, type Refused } from './container.ts';
import { failures } from './failure.ts';

/** The value of a sysctl file as text; undefined when this kernel does not have it. */
const setting = (path: string): Promise<string | undefined> =>
  readFile(`/proc/sys/${path}`, 'utf8').then(
    (value) => value.trim(),
    () => undefined,
  );

/** A known reason why this machine refuses user namespaces to this user, read from its settings; undefined when none is set. */
export async function namespaceLimit(): Promise<LabFailure | undefined> {
  return (await machineLimit()) ?? containerLimit();
}

async function machineLimit(): Promise<LabFailure | undefined> {
  const certain = await namespacesForbidden();
  if (certain) return certain;
  // A profile may allow it all the same.
  const restricted = (await setting('kernel/apparmor_restrict_unprivileged_userns')) === '1';
  return restricted && process.getuid?.() !== 0 ? failures.apparmor() : undefined;
}

/** Only root, in its own right, may make user namespaces here that are good for anything (Ubuntu's AppArmor, Debian's switch). */
export const isForRootOnly = async (): Promise<boolean> =>
  (await setting('kernel/apparmor_restrict_unprivileged_userns')) === '1' ||
  (await setting('kernel/unprivileged_userns_clone')) === '0';

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

/** Whether a lab could mount its own /proc and /sys here: in a container that sees neither whole, only some can make them. */
async function containerLimit(): Promise<LabFailure | undefined> {
  const facts = await containerFacts();
  if (!facts || (facts.sight.proc && facts.sight.sys) || (facts.granted && facts.isRoot)) return undefined;
  return refusalIn(facts, 'root');
}

async function containerRefusal(refused: Refused, words: string): Promise<LabFailure | undefined> {
  const facts = await containerFacts();
  return facts && refusalIn(facts, refused, words);
}

function refusalIn(facts: ContainerFacts, refused: Refused, words?: string): LabFailure | undefined {
  if (refused !== 'namespace' && isCoveredForUsers(facts)) return failures.coveredContainer();
  return isForbidden(facts, refused) ? failures.container(facts, words) : undefined;
}

/** Why a namespace could not be made; `stderr` is what the program that tried had to say. */
export const whyNoNamespaces = async (stderr: string): Promise<LabFailure> =>
  (await machineLimit()) ?? (await containerRefusal('namespace', stderr)) ?? failures.usernsRefused(stderr);

/** Why ids could not be mapped: newuidmap(1), though root's, has no more rights than the container was given. */
export const whyNoIds = async (stderr: string): Promise<LabFailure> =>
  (await containerRefusal('mount', stderr)) ?? failures.idMap(stderr);

/** Why the file view could not be built; `stderr` is what its programs had to say. */
export const whyNoView = async (stderr: string): Promise<LabFailure> =>
  (await machineLimit()) ??
  (await containerRefusal(stderr.includes('pivot_root') ? 'root' : 'mount', stderr)) ??
  failures.view(stderr);
