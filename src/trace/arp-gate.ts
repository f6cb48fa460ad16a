import { evaluate, type HookFamily, type HookName, type Packet, type Ruleset } from '../netfilter/index.ts';
import { ingressRules } from './ingress-rules.ts';
import type { Gate, Place } from './segment.ts';
import type { Walk } from './walk.ts';

/** An ARP frame as the chains of the bridge and netdev families see it. */
const frame = { family: 'arp', src: '0.0.0.0', dst: '0.0.0.0', proto: '', ctState: 'untracked' } as const;

function passes(rules: Ruleset, hook: HookName, family: HookFamily, devices: Partial<Packet>): boolean | undefined {
  const { verdict } = evaluate(rules, { hook, family, packet: { ...frame, ...devices } });
  return verdict === 'unknown' ? undefined : verdict === 'accept';
}

const all = (answers: readonly (boolean | undefined)[]): boolean | undefined =>
  answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;

/** Whether an ARP frame passes a node's own rules: those of iptables do not see it. */
export function arpGate(walk: Walk): Gate {
  return (node, place) => {
    const rules = walk.facts.nodes[node]?.rules;
    return rules && atPlace(rules, place);
  };
}

function atPlace(rules: Ruleset, place: Place): boolean | undefined {
  switch (place.hook) {
    case 'ingress': {
      const { rules: own, isSure } = ingressRules(rules, place.device);
      const answer = passes(own, 'ingress', 'netdev', { iif: place.device });
      return isSure || answer ? answer : undefined;
    }
    case 'forward': {
      const devices = { iif: place.bridge, oif: place.bridge, physIn: place.in, physOut: place.out };
      return all([
        passes(rules, 'prerouting', 'bridge', devices),
        passes(rules, 'forward', 'bridge', devices),
        passes(rules, 'postrouting', 'bridge', { oif: place.bridge, physIn: null, physOut: place.out }),
      ]);
    }
    case 'input': {
      const devices = { iif: place.bridge, physIn: place.in, physOut: null };
      return all([passes(rules, 'prerouting', 'bridge', devices), passes(rules, 'input', 'bridge', devices)]);
    }
    case 'output': {
      const devices = { oif: place.bridge, physIn: null, physOut: place.out };
      return all([passes(rules, 'output', 'bridge', devices), passes(rules, 'postrouting', 'bridge', devices)]);
    }
  }
}
