import type { Scene, SceneNode } from '../course/scene.ts';
import {
  containers,
  type Interface,
  interfaces,
  type Namespaces,
  namespaces,
  optional,
  type Route,
  routes,
  ruleset,
} from '../facts/index.ts';
import type { Ruleset } from '../netfilter/index.ts';
import type { FactRequest, Readings } from '../round/index.ts';
import { flowsOf } from './flows.ts';
import { hooksOf, type NodeHooks } from './hooks.ts';
import type { Picture, PictureInterface, PictureNode } from './picture.ts';
import { type NodeInterfaces, wiresOf } from './wires.ts';

interface NodeNeeds extends SceneNode {
  readonly interfaces: FactRequest<readonly Interface[] | undefined>;
  readonly routes: FactRequest<readonly Route[] | undefined>;
  /** Of several hosts, whose devices may have the same numbers. */
  readonly namespaces?: FactRequest<Namespaces | undefined>;
  /** Of hosts: they are what the learner writes rules on. */
  readonly rules?: FactRequest<Ruleset | undefined>;
}

const nodesOf = ({ nodes }: Scene): readonly NodeNeeds[] => {
  const isAmbiguous = nodes.filter(({ kind }) => kind === 'host').length > 1;
  return nodes.map((node) => ({
    ...node,
    interfaces: optional(interfaces(node.name)),
    routes: optional(routes(node.name)),
    ...(isAmbiguous ? { namespaces: optional(namespaces(node.name)) } : {}),
    ...(node.kind === 'host' ? { rules: optional(ruleset(node.name)) } : {}),
  }));
};

/** The facts that a picture is drawn from, besides the fetches of the round's checks. None of them has to succeed. */
export function pictureNeeds(scene: Scene): readonly FactRequest<unknown>[] {
  return [
    optional(containers()),
    ...nodesOf(scene).flatMap(({ interfaces, routes, namespaces, rules }) => [
      interfaces,
      routes,
      ...(namespaces ? [namespaces] : []),
      ...(rules ? [rules] : []),
    ]),
  ];
}

/** `requests`: the round's; its fetches become flows. What could not be looked at is left out, or shown as not running. */
export function drawPicture(readings: Readings, scene: Scene, requests: readonly FactRequest<unknown>[]): Picture {
  const known = new Map<string, NodeInterfaces>();
  const running = containersRunning(readings);
  const nodes = nodesOf(scene).flatMap((node): readonly PictureNode[] => {
    const seen = readingOf(readings, node.interfaces);
    // A lab on a machine of its own has no `outside` to look into.
    if (!seen && node.kind !== 'container') return [];
    known.set(node.name, {
      ...{ node: node.name, interfaces: seen ?? [] },
      namespaces: node.namespaces && readingOf(readings, node.namespaces),
    });
    const defaultVia = readingOf(readings, node.routes)?.find(({ dst }) => dst === 'default');
    return [
      {
        name: node.name,
        kind: node.kind,
        running: node.kind !== 'container' || (running.get(node.name) ?? seen !== undefined),
        interfaces: (seen ?? []).map(drawInterface),
        ...(defaultVia ? { defaultVia: words(defaultVia) } : {}),
      },
    ];
  });
  return {
    nodes,
    wires: wiresOf([...known.values()]),
    flows: flowsOf(readings, scene, requests),
    hooks: drawHooks(readings, scene),
  };
}

function drawHooks(readings: Readings, scene: Scene): readonly NodeHooks[] {
  return nodesOf(scene).flatMap(({ name, rules }) => {
    const seen = rules && readingOf(readings, rules);
    return seen ? [hooksOf(name, seen)] : [];
  });
}

function readingOf<T>(readings: Readings, request: FactRequest<T>): T | undefined {
  const reading = readings.read(request);
  return reading.ok ? reading.value : undefined;
}

function containersRunning(readings: Readings): ReadonlyMap<string, boolean> {
  const seen = readingOf(readings, optional(containers()));
  return new Map(seen?.containers.map(({ name, running }) => [name, running]));
}

function words({ gateway, dev }: Route): string {
  return gateway === undefined ? `default dev ${dev ?? '?'}` : `default via ${gateway}`;
}

function drawInterface(one: Interface): PictureInterface {
  return {
    name: one.name,
    kind: kindOf(one),
    up: one.up,
    carrier: one.lowerUp,
    addresses: one.addresses.map(({ local, prefixLength }) => `${local}/${prefixLength}`),
    ...(one.master === undefined ? {} : { master: one.master }),
    ...(one.port ? { hairpin: one.port.hairpin, portState: one.port.state } : {}),
  };
}

function kindOf({ loopback, kind }: Interface): PictureInterface['kind'] {
  if (loopback) return 'loopback';
  return kind === 'bridge' || kind === 'veth' ? kind : 'other';
}
