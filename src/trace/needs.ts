import {
  type Containers,
  containers,
  diversions,
  type FactRequest,
  fdbs,
  interfaces,
  listeners,
  neighbours,
  optional,
  type Reading,
  routeTables,
  routingRules,
  ruleset,
  sysctls,
  transforms,
} from '../facts/index.ts';
import type { Result } from '../result.ts';
import { fixedNodes } from '../round/words.ts';
import type { LabFacts, NodeFacts } from './trace.ts';

const ofNode = (node: string) =>
  ({
    interfaces: optional(interfaces(node)),
    routes: optional(routeTables(node)),
    routingRules: optional(routingRules(node)),
    neighbours: optional(neighbours(node)),
    sysctls: optional(sysctls(node)),
    rules: optional(ruleset(node)),
    listeners: optional(listeners(node)),
    fdb: optional(fdbs(node)),
    diversions: optional(diversions(node)),
    transforms: optional(transforms(node)),
  }) as const;

/** All that a walk through these nodes needs. */
export function traceNeeds(nodes: readonly string[]): readonly FactRequest<unknown>[] {
  return [optional(containers()), ...nodes.flatMap((node) => Object.values(ofNode(node)))];
}

/** The nodes there are: the fixed ones, and every container that runs. */
export function nodesIn(reader: Reader): readonly string[] {
  const known = reader.read(optional(containers()));
  const running = known.ok ? (known.value?.containers.filter(({ running }) => running) ?? []) : [];
  return [...fixedNodes, ...running.map(({ name }) => name)];
}

/** What a round's readings give: `Readings` of src/round fits. */
export interface Reader {
  read<R extends FactRequest<unknown>>(request: R): Result<Reading<R>, unknown>;
}

/** The facts of a round as a walk takes them. Containers that share a network namespace are one node: the first of them. */
export function labFactsOf(reader: Reader, nodes: readonly string[]): LabFacts {
  const get = <R extends FactRequest<unknown>>(request: R): Reading<R> | undefined => {
    const reading = reader.read(request);
    return reading.ok ? reading.value : undefined;
  };
  const known = get(optional(containers()));
  const namespaces = distinct(nodes, known);
  const read = (node: string): NodeFacts => {
    const needs = ofNode(node);
    return {
      interfaces: get(needs.interfaces),
      routes: get(needs.routes),
      routingRules: get(needs.routingRules),
      neighbours: get(needs.neighbours),
      sysctls: get(needs.sysctls),
      rules: get(needs.rules),
      listeners: get(needs.listeners),
      fdb: get(needs.fdb),
      diversions: get(needs.diversions),
      transforms: get(needs.transforms),
    };
  };
  return { nodes: Object.fromEntries(namespaces.map((node) => [node, read(node)])), containers: known };
}

function distinct(nodes: readonly string[], known: Containers | undefined): readonly string[] {
  const seen = new Set(known ? [known.hostNetns] : []);
  return nodes.filter((node) => {
    const netns = known?.containers.find(({ name }) => name === node)?.netns;
    if (netns === undefined) return true;
    const isNew = !seen.has(netns);
    seen.add(netns);
    return isNew;
  });
}
