import type { Base, HookName } from '../model.ts';

const hooks: { readonly [chain: string]: HookName } = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
};

/** linux/netfilter_ipv4.h, enum nf_ip_hook_priorities. */
const priorities: ReadonlyMap<string, number> = new Map([
  ['raw', -300],
  ['mangle', -150],
  ['nat', -100],
  ['filter', 0],
  ['security', 50],
]);
const sourceNat = 100;

function priority(table: string, hook: HookName): number {
  const sourceSide = hook === 'input' || hook === 'postrouting';
  return table === 'nat' && sourceSide ? sourceNat : (priorities.get(table) ?? 0);
}

function chainType(table: string, hook: HookName): Base['type'] {
  if (table === 'nat') return 'nat';
  return table === 'mangle' && hook === 'output' ? 'route' : 'filter';
}

/** What the kernel registers for a built-in chain; undefined for a name that is no built-in chain. */
export function builtInBase(table: string, chain: string, policy: 'accept' | 'drop'): Base | undefined {
  const hook = Object.hasOwn(hooks, chain) ? hooks[chain] : undefined;
  if (!hook) return undefined;
  return { hook, type: chainType(table, hook), priority: priority(table, hook), policy, devices: [] };
}
