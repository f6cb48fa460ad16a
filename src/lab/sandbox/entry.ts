import type { Entry, NodeName } from '../lab.ts';
import { cleanEnv } from '../shared/clean-env.ts';
import { inNode, shell } from '../shared/in-node.ts';
import { findProgram } from '../shared/programs.ts';
import type { Identity } from './identity.ts';
import type { IdPlan } from './ids.ts';
import { asRoot } from './userns.ts';

export interface EntryPlan {
  readonly identity: Identity;
  readonly ids: IdPlan['kind'];
  /** PATH inside the lab. */
  readonly path: string;
  /** Network namespaces besides the host's; every other node is a container. */
  readonly nodes: readonly string[];
}

/** argv and environment that start `argv` (or a login shell) in a node of a lab whose first process is `identity`. */
export async function entryOf(plan: EntryPlan, node: NodeName, argv?: readonly string[]): Promise<Entry> {
  const command = argv && argv.length > 0 ? argv : ['bash', '--login'];
  const target = ['--target', String(plan.identity.pid), '--user', '--mount', '--pid', '--net', '--ipc', '--uts'];
  return {
    file: (await findProgram('nsenter')) ?? '/usr/bin/nsenter',
    args: [...target, ...asRoot(plan.ids), shell, '-c', inNode, 'enter', plan.nodes.join(' '), node, ...command],
    env: cleanEnv(plan.path),
  };
}
