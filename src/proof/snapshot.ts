import type { Scene } from '../course/scene.ts';
import { containers, interfaces, listeners, routes, routingRules, ruleset, sysctls } from '../facts/index.ts';
import type { FactRequest, Readings } from '../round/index.ts';

/** The state of a lab as lines, without what the kernel chooses anew each time. */
export type Snapshot = readonly string[];

type Needs = { readonly [what: string]: FactRequest<unknown> };

export function snapshotNeeds(scene: Scene): Needs {
  const places = scene.nodes.flatMap(({ name, kind }) => (kind === 'machine' ? [] : [name]));
  const perPlace = places.flatMap((place): [string, FactRequest<unknown>][] => [
    [`interfaces of ${place}`, interfaces(place)],
    [`routes of ${place}`, routes(place)],
    [`routing rules of ${place}`, routingRules(place)],
    [`rules of ${place}`, ruleset(place)],
    [`listeners of ${place}`, listeners(place)],
  ]);
  return Object.fromEntries([['containers', containers()], ['sysctls', sysctls('host')], ...perPlace]);
}

/** Numbers, hardware addresses and counters: another one after each making. */
const chosenAnew = new Set([
  ...['ifindex', 'mac', 'linkIndex', 'linkNetnsid', 'id', 'pid', 'netns', 'hostNetns', 'startedAt'],
  ...['handle', 'counters', 'index'],
]);
/**
 * A bridge that has had a port is without carrier when the last one leaves; one that never had any is not
 * (docs/handbook.md, 1.2). Nothing but a new bridge brings that back, and its connected route is marked by it.
 */
const carrier = new Set(['operstate', 'lowerUp', 'flags', 'linkdown']);

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function snapshotOf(needs: Needs, readings: Readings): Snapshot {
  return Object.entries(needs).flatMap(([what, request]) => {
    const reading = readings.read(request);
    if (!reading.ok) return [`${what}: -`];
    return rowsOf(JSON.parse(JSON.stringify(reading.value ?? null)) as Json).map((row) => `${what}: ${row}`);
  });
}

function rowsOf(value: Json): readonly string[] {
  const [list] = Object.values(isRecord(value) ? value : {}).filter((one) => Array.isArray(one));
  const rows = Array.isArray(value) ? value : (list ?? [value]);
  return (rows as readonly Json[]).filter((row) => !isEmptyChain(row)).map((row) => JSON.stringify(normalised(row)));
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** iptables leaves the tables that it made on demand; a base chain that accepts everything is as good as none. */
const isEmptyChain = (row: Json): boolean =>
  isRecord(row) && Array.isArray(row['rules']) && row['rules'].length === 0 && isRecord(row['base'] ?? null)
    ? (row['base'] as { readonly [key: string]: Json })['policy'] === 'accept'
    : false;

function normalised(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(normalised);
  if (!isRecord(value)) return value;
  const remaining = Object.entries(value).filter(([key]) => !chosenAnew.has(key) && !carrier.has(key));
  return Object.fromEntries(remaining.map(([key, one]) => [key, normalised(one)]));
}

/** Rows that only one of the two has, marked - (before) and + (after). */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [
    ...before.filter((row) => !now.has(row)).map((row) => `- ${row}`),
    ...after.filter((row) => !old.has(row)).map((row) => `+ ${row}`),
  ];
}
