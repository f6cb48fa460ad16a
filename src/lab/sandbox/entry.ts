import type { Entry, NodeName } from '../lab.ts';
import { cleanEnv } from '../shared/clean-env.ts';
import { findProgram } from '../shared/programs.ts';
import type { Identity } from './identity.ts';
import type { IdPlan } from './ids.ts';
import { asRoot } from './userns.ts';

/**
 * Inside the lab: `sh -c <this> enter NODES NODE ARGV…` ends up as ARGV in that node. Other nodes are network namespaces seen
 * from the lab's own files: never through `ip netns exec`, whose fresh /sys hides the cgroups from Docker.
 */
const inNode = String.raw`
nodes=$1 node=$2; shift 2
export BRIDGEWORK_NODE="$node"
cd /root 2>/dev/null || cd /
case $node in
  host) exec "$@" ;;
esac
case " $nodes " in *" $node "*) exec nsenter --net=/run/netns/$node -- "$@" ;; esac
pid=$(docker inspect -f '{{.State.Pid}}' "$node" 2>/dev/null)
case $pid in '' | 0) echo "bridgework: there is no running container $node" >&2; exit 125 ;; esac
exec nsenter -n -t "$pid" -- "$@"`;

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
    args: [...target, ...asRoot(plan.ids), 'sh', '-c', inNode, 'enter', plan.nodes.join(' '), node, ...command],
    env: cleanEnv(plan.path),
  };
}
