import type { Random } from '../random.ts';
import { type Condition, conditions, type Place } from './conditions.ts';
import { type Action, filterAction, natAction, rawAction } from './targets.ts';

export type Tool = 'iptables' | 'iptables-legacy';
type Table = 'filter' | 'nat' | 'raw' | 'mangle';

const hooks = {
  PREROUTING: 'prerouting',
  INPUT: 'input',
  FORWARD: 'forward',
  OUTPUT: 'output',
  POSTROUTING: 'postrouting',
} as const satisfies { [chain: string]: Place['hook'] };
type Chain = keyof typeof hooks;

/** One line for the tool. Ports and resets want `-p tcp`, and a rule has one protocol only. */
export function iptablesLine(tool: Tool, table: Table, at: string, when: readonly Condition[], action: Action): string {
  const tcp = action.tcp === true || when.some((one) => one.tcp);
  const rest = tcp ? when.filter(({ about }) => about !== 'protocol') : when;
  const words = [tcp ? '-p tcp' : '', ...rest.map(({ iptables }) => iptables), action.iptables];
  return `${tool} -t ${table} ${at} ${words.filter((word) => word !== '').join(' ')}`;
}

function position(random: Random, chain: string): string {
  return random.chance(0.5) ? `-I ${chain}` : `-A ${chain}`;
}

/** Chains of a table that matter to the node: only the host forwards. */
function chainsOf(table: Table, forwards: boolean): readonly Chain[] {
  if (table === 'filter') return forwards ? ['FORWARD', 'FORWARD', 'FORWARD', 'INPUT', 'OUTPUT'] : ['INPUT', 'OUTPUT'];
  if (table === 'raw') return ['PREROUTING', 'OUTPUT'];
  if (table === 'nat')
    return forwards
      ? ['PREROUTING', 'PREROUTING', 'POSTROUTING', 'POSTROUTING', 'OUTPUT', 'INPUT']
      : ['PREROUTING', 'OUTPUT', 'INPUT', 'POSTROUTING'];
  return ['PREROUTING', 'FORWARD', 'POSTROUTING', 'INPUT', 'OUTPUT'];
}

function actionFor(random: Random, table: Table, place: Place, users: readonly string[]): Action {
  if (table === 'nat') return natAction(random, place);
  if (table === 'raw') return rawAction(random);
  return filterAction(random, place, users);
}

/** A user chain of the filter table, filled, in lines. What it asks must make sense at every hook that jumps to it. */
function userChain(
  random: Random,
  tool: Tool,
  name: string,
  devices: readonly string[],
  inner: readonly string[],
): readonly string[] {
  const place: Place = { devices, hook: 'none' };
  const lines = Array.from({ length: 1 + random.below(3) }, () => {
    const when = conditions(random, place, 2).filter(({ about }) => about !== 'in' && about !== 'out');
    return iptablesLine(tool, 'filter', `-A ${name}`, when, filterAction(random, place, inner));
  });
  return [`${tool} -N ${name}`, ...lines];
}

/** Some random rules (and policies) in lines, all by one tool. */
export function iptablesRules(
  random: Random,
  tool: Tool,
  devices: readonly string[],
  forwards: boolean,
  count: number,
): readonly string[] {
  const users = random.chance(0.3) ? ['U1', 'U2'] : [];
  const lines = users.flatMap((name, index) => userChain(random, tool, name, devices, index === 0 ? [] : ['U1']));
  for (let left = count; left > 0; left -= 1) {
    const table = random.weigh<Table>([
      [10, 'filter'],
      [6, 'nat'],
      [1, 'raw'],
      [0.7, 'mangle'],
    ]);
    const chain = random.pick(chainsOf(table, forwards));
    const place: Place = { devices, hook: table === 'mangle' ? 'prerouting' : hooks[chain] };
    const when = conditions(random, { devices, hook: hooks[chain] }, 3);
    // REJECT is for the filter table only, and user chains belong to one table.
    const action = actionFor(random, table, place, table === 'filter' ? users : []);
    lines.push(iptablesLine(tool, table, position(random, chain), when, action));
  }
  if (random.chance(forwards ? 0.12 : 0.06)) lines.push(`${tool} -P ${random.pick(['INPUT', 'OUTPUT'])} DROP`);
  return lines;
}
