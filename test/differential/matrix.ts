import type { Flow } from '../../src/trace/index.ts';
import type { Bench } from './bench.ts';
import { compare } from './compare.ts';
import type { Observed } from './observe.ts';
import { wiringSteps } from './wiring.ts';

/** Columns of the matrix in docs/handbook.md (section 0.3), who has to answer, and the flow. */
const columns = {
  'host>gw': ['host', 'host', '172.18.0.1', 9000],
  'host>c1': ['c1', 'host', '172.18.0.2', 80],
  'c1>gw': ['host', 'c1', '172.18.0.1', 9000],
  'c1>hostIP': ['host', 'c1', '192.168.1.61', 9000],
  'c1>c2': ['c2', 'c1', '172.18.0.3', 80],
  'c2>c1': ['c1', 'c2', '172.18.0.2', 80],
  'c1>ext': ['outside', 'c1', '192.168.1.50', 80],
  'ext>hp': ['c1', 'outside', '192.168.1.61', 5678],
  'host>hp': ['c1', 'host', '192.168.1.61', 5678],
  'c1>hp': ['c1', 'c1', '192.168.1.61', 5678],
  'c2>hp': ['c1', 'c2', '192.168.1.61', 5678],
} as const;
export type Column = keyof typeof columns;

export const allColumns = Object.keys(columns) as Column[];

function flowOf(column: Column): Flow {
  const [, from, to, port] = columns[column];
  return { from, to, proto: 'tcp', port };
}

/** The handbook's letters: `+` answered by the right server, timeout, refused, no route to host, network unreachable. */
const letters: { readonly [outcome: string]: string } = {
  timeout: 'T',
  refused: 'R',
  'no-route': 'H',
  unreachable: 'N',
};

function letter(column: Column, { outcome, server }: { readonly outcome: string; readonly server?: string }): string {
  if (outcome === 'answered') return server === columns[column][0] ? '+' : `?${server}`;
  return letters[outcome] ?? outcome;
}

/** One row, as it is and as trace says: a letter a column. */
export interface Row {
  readonly live: string;
  readonly traced: string;
}

const row = (
  chosen: readonly Column[],
  answers: readonly (Observed | { outcome: string; server?: string })[],
): string => chosen.map((column, index) => letter(column, answers[index] ?? { outcome: 'nothing' })).join(' ');

/** Looks once more, with the usual patience, where a busy machine was too late to be as expected. */
export async function lookAtRow(bench: Bench, chosen: readonly Column[], expected: string): Promise<Row> {
  const flows = chosen.map(flowOf);
  let look = await bench.look(flows, 'brief');
  if (row(chosen, look.observed) !== expected) look = await bench.look(flows, 'usual');
  const traced = compare(look.facts, flows, look.observed).map(({ trace }) => trace.expected);
  return { live: row(chosen, look.observed), traced: row(chosen, traced) };
}

/** Commands of steps, by id, in the given order. */
export function commandsOf(...ids: readonly string[]): readonly string[] {
  return ids.flatMap((id) => {
    const step = wiringSteps.find((one) => one.id === id);
    if (!step) throw new Error(`no step ${id}`);
    return step.lines;
  });
}

export const setBridgeNetfilter = (value: 0 | 1): string => `sysctl -qw net.bridge.bridge-nf-call-iptables=${value}`;
