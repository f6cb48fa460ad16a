import { writeFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure } from '../lab.ts';
import { type Child, complete, start } from '../shared/process.ts';
import { toolEnv } from '../shared/programs.ts';
import type { IdPlan, IdRange } from './ids.ts';
import { whyNoIds, whyNoNamespaces } from './refusal.ts';

/**
 * A user namespace with its ids mapped, kept by a waiting process until `release`. It is made by hand (no `--map-auto`:
 * util-linux 2.37 has none) and by whoever runs us, so root is not held back by limits for unprivileged namespaces.
 */
export interface UserNamespace {
  /** The first words of a command that runs as root of the namespace. */
  readonly enter: readonly string[];
  release(): Promise<void>;
}

export async function createUserNamespace(plan: IdPlan): Promise<Result<UserNamespace, LabFailure>> {
  const wait = 'echo ready; read -r _ || :';
  const holder = await start({ file: 'unshare', args: ['--user', '--', 'sh', '-c', wait], env: toolEnv() });
  if (!(await isReady(holder))) return err(await whyNoNamespaces((await holder.done).stderr));
  const release = async (): Promise<void> => {
    holder.stdin.end();
    await holder.done;
  };
  const mapped = await mapIds(holder.pid, plan);
  if (!mapped.ok) {
    await release();
    return mapped;
  }
  return ok({ enter: ['nsenter', `--user=/proc/${holder.pid}/ns/user`, ...asRoot(plan.kind)], release });
}

/** nsenter options to become root of a lab; with a single id there is nobody else to become, and setgroups(2) is denied. */
export const asRoot = (kind: IdPlan['kind']): readonly string[] =>
  kind === 'single' ? ['--preserve-credentials', '--'] : ['--setuid=0', '--setgid=0', '--'];

async function isReady(holder: Child): Promise<boolean> {
  const first = new Promise<boolean>((resolve) => holder.stdout.once('data', () => resolve(true)));
  return Promise.race([first, holder.done.then(() => false)]);
}

async function mapIds(pid: number, plan: IdPlan): Promise<Result<void, LabFailure>> {
  if (plan.by === 'helpers') {
    const help = (program: string, ranges: readonly IdRange[]) =>
      complete({ file: program, args: [String(pid), ...ranges.flatMap(words)], env: toolEnv() }, { timeoutMs: 10_000 });
    for (const result of await Promise.all([help('newuidmap', plan.uids), help('newgidmap', plan.gids)])) {
      if (result.exitCode !== 0) return err(await whyNoIds(result.stderr));
    }
    return ok(undefined);
  }
  try {
    // A process may map its own group only after it has given up setgroups(2) (user_namespaces(7)).
    if (plan.kind === 'single') await writeFile(`/proc/${pid}/setgroups`, 'deny');
    await writeFile(`/proc/${pid}/uid_map`, `${plan.uids.map((range) => words(range).join(' ')).join('\n')}\n`);
    await writeFile(`/proc/${pid}/gid_map`, `${plan.gids.map((range) => words(range).join(' ')).join('\n')}\n`);
    return ok(undefined);
  } catch (error) {
    return err(await whyNoIds(error instanceof Error ? error.message : String(error)));
  }
}

const words = (range: IdRange): string[] => [range.inside, range.outside, range.count].map(String);
