import type { Flow } from '../../src/trace/index.ts';
import { addresses } from './changes/addresses.ts';
import { type Change, linkAgain, linkDown, macChange, membership, portFlags, spanningTree } from './changes/links.ts';
import { containerRoutes, hostRoutes, routingRules, staticNeighbours } from './changes/routes.ts';
import { sizedFlows, sizes } from './changes/sizes.ts';
import { switches } from './changes/switches.ts';
import { tunnels } from './changes/tunnels.ts';
import { flows, tunnelFlows } from './flows.ts';
import { type Random, randomFrom } from './random.ts';
import { iptablesRules, type Tool } from './rules/iptables.ts';
import { extras } from './rules/marked.ts';
import { nativeTable } from './rules/native.ts';
import { wiring } from './wiring.ts';

/** A random lab, and what to fetch in it. */
export interface Plan {
  /** It follows from this number alone. */
  readonly seed: number;
  /** Shell lines for the node `host`; `on NODE COMMAND`, `pid CONTAINER` and `mac NODE DEVICE` are there (bench.ts). */
  readonly lines: readonly string[];
  readonly flows: readonly Flow[];
}

const hostDevices = ['br0', 'br0', 'br0', 'ens33', 'ens33', 'lo', 'veth1', 'veth2'];
const innerDevices = ['eth0', 'eth0', 'eth0', 'lo'];

const changes: readonly (readonly [weight: number, change: Change])[] = [
  [5, containerRoutes],
  [6, hostRoutes],
  [2, routingRules],
  [5, addresses],
  [5, portFlags],
  [5, switches],
  [4, staticNeighbours],
  [2.5, linkDown],
  [1.5, linkAgain],
  [2.5, membership],
  [2.5, macChange],
  [0.7, spanningTree],
];

/** What every lab draws: whether iptables sees bridged frames, and what it does with strangers. */
function basics(random: Random): readonly string[] {
  return [
    ...(random.chance(0.4) ? ['sysctl -qw net.bridge.bridge-nf-call-iptables=0'] : []),
    ...(random.chance(0.3) ? ['iptables -P FORWARD ACCEPT'] : []),
  ];
}

function hostRules(random: Random): readonly string[] {
  const lines: string[] = [];
  const tool: Tool = random.chance(0.7) ? 'iptables' : 'iptables-legacy';
  if (random.chance(0.6)) lines.push(...iptablesRules(random, tool, hostDevices, true, 1 + random.below(5)));
  if (random.chance(0.3)) lines.push(nativeTable(random, 'labx', hostDevices, true));
  return lines;
}

function innerRules(random: Random, node: string): readonly string[] {
  if (random.chance(0.2)) return [`on ${node} ${nativeTable(random, 'laby', innerDevices, false)}`];
  const tool: Tool = random.chance(0.7) ? 'iptables' : 'iptables-legacy';
  return iptablesRules(random, tool, innerDevices, false, 1 + random.below(3)).map((line) => `on ${node} ${line}`);
}

/** From this seed on, labs have a tunnel from the bridge to `outside`, over the LAN. */
export const firstWithTunnel = 1_000_000;

export function generate(seed: number): Plan {
  const random = randomFrom(seed);
  const hasTunnel = seed >= firstWithTunnel;
  const lines = [...wiring(random), ...basics(random), ...(hasTunnel ? tunnels(random) : [])];
  const count = random.weigh([
    [3, 0],
    [5, 1],
    [4, 2],
    [2, 3],
    [1, 5],
  ]);
  for (let left = count; left > 0; left -= 1) lines.push(...random.weigh(changes)(random));
  lines.push(...hostRules(random));
  for (const node of ['c1', 'c2']) if (random.chance(0.2)) lines.push(...innerRules(random, node));
  if (random.chance(0.05)) lines.push(...innerRules(random, 'outside'));
  return { seed, lines, flows: hasTunnel ? [...tunnelFlows, ...flows(random).slice(0, 4)] : flows(random) };
}

/** A lab with rules about marks, the way back and chance. Half of them have nothing else that is out of the ordinary. */
export function generateMarked(seed: number): Plan {
  const random = randomFrom(seed + 0x5eed);
  const { lines, flows: some } = random.chance(0.5)
    ? generate(seed)
    : { lines: [...wiring(random), ...basics(random)], flows: flows(random) };
  return { seed, lines: [...lines, ...extras(random)], flows: some };
}

/** A lab in which packets are too long for some link; the course is whole, mostly without anything else that is out of the ordinary. */
export function generateSized(seed: number): Plan {
  const random = randomFrom(seed + 0x512e);
  const lines = random.chance(0.2) ? generate(seed).lines : [...wiring(random), ...basics(random)];
  return { seed, lines: [...lines, ...sizes(random)], flows: sizedFlows(random) };
}
