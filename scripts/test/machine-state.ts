import { readFileSync } from 'node:fs';
import { run } from '../../test/tools/spawn.ts';

/** What labs must never change: this machine's links, routes, rules and mounts, by name. */
export type MachineState = ReadonlyMap<string, string>;

const looks: readonly (readonly [string, readonly string[]])[] = [
  ['links and addresses', ['ip', '-br', 'addr']],
  ['routes', ['ip', 'route', 'show', 'table', 'all']],
  ['named network namespaces', ['ip', 'netns', 'list']],
  ['rules', ['nft', 'list', 'ruleset']],
];

export async function machineState(): Promise<MachineState> {
  const state = new Map<string, string>();
  for (const [name, argv] of looks) state.set(name, (await run(argv)).output);
  state.set('mounts', readFileSync('/proc/self/mounts', 'utf8'));
  return state;
}

/** One line for each thing that differs, with both sides of it. */
export function whatChanged(before: MachineState, after: MachineState): readonly string[] {
  return [...before]
    .filter(([name, text]) => after.get(name) !== text)
    .map(([name, text]) => `${name}\n--- before\n${text}--- after\n${after.get(name) ?? ''}`);
}
