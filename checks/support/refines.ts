import type { EndName } from '../../src/trace/index.ts';
import type { DiagnosisId } from './diagnosis-id.ts';

/** What is wrong with the wires: nobody is there, or nothing carries. */
const wires = [
  ...(['no-neighbour', 'other-mac', 'link-down', 'no-carrier', 'port-state', 'port-no-flood'] as const),
  ...(['bridge-itself', 'bridge-nobody', 'reply-elsewhere'] as const),
] as const;
/** Without a device or its address there is no route by it either, or another one takes its place. */
const ways = [
  ...(['no-route-send', 'no-route-forward', 'route-to-lo', 'not-forwarding', 'broadcast', 'rp-filter'] as const),
  ...(['martian-source', 'martian-own', 'no-masquerade-address', 'loop'] as const),
] as const;
const wiring = [...wires, ...ways];
const rules = ['rule-drops', 'policy-drops', 'rule-rejects'] as const;
/** Where a packet goes astray it meets rules, sockets and machines that were not meant for it. */
const astray = [...wiring, ...rules, 'no-listener', 'reply-from-stranger'] as const;

/**
 * Of the diagnoses that a failed request may get: the ends of a walk that each is a nearer cause of. Anywhere else the
 * packet did not die of it, whatever the facts show besides. One that is not here may lie behind any end (a translation
 * that is missing, a container that is not there).
 */
export const refinements: { readonly [id in DiagnosisId]?: readonly EndName[] } = {
  'bridge-missing': astray,
  'bridge-wrong-kind': astray,
  'bridge-down': astray,
  'bridge-no-address': astray,
  'bridge-wrong-address': astray,
  'bridge-wrong-mask': astray,
  'gateway-on-other-device': astray,
  'subnet-taken': astray,
  'host-route-missing': [...astray, 'route-refuses'],
  'host-route-elsewhere': astray,
  'veth-missing': wiring,
  'veth-wrong-kind': wiring,
  'veth-down': wiring,
  'veth-not-a-port': wiring,
  'veth-in-other-bridge': wiring,
  'wrong-end-plugged': wiring,
  'wrong-end-moved': wiring,
  'eth0-on-host': wiring,
  'eth0-in-other-container': wiring,
  'eth0-missing': wiring,
  'eth0-wrong-name': wiring,
  'eth0-not-a-cable': wiring,
  'eth0-down': wiring,
  'cables-crossed': astray,
  'port-shut': ['port-state', 'no-neighbour'],
  'port-waiting': ['port-state', 'no-neighbour'],
  'ports-isolated': ['port-isolated', 'no-neighbour'],
  'hairpin-off': ['port-hairpin'],
  'hairpin-wrong-port': ['port-hairpin'],
  'address-missing': astray,
  'address-wrong': astray,
  'address-wrong-mask': astray,
  'address-on-host': astray,
  'address-duplicate': astray,
  'neighbour-poisoned': astray,
  'default-route-missing': wiring,
  'default-route-no-gateway': wiring,
  'default-route-wrong-gateway': wiring,
  'container-route-elsewhere': astray,
  'container-route-refused': ['route-refuses'],
  'ip-forward-off': ['not-forwarding'],
  'interface-forward-off': ['not-forwarding'],
  'rp-filter': ['rp-filter', 'no-neighbour'],
  'forward-missing': ['policy-drops'],
  'forward-port-names': ['policy-drops'],
  'forward-swapped': ['policy-drops'],
  'forward-near-miss': ['policy-drops'],
  'forward-wrong-chain': ['policy-drops'],
  'forward-shadowed': rules,
  'forward-dropped': rules,
  'forward-other-chain': rules,
  'forward-legacy': rules,
  'forward-established-only': rules,
  'return-missing': rules,
  'rule-for-now': rules,
  'rule-undecided': rules,
  'prerouting-drop': rules,
  'host-input-drop': rules,
  'host-output-drop': rules,
  'container-firewall': rules,
  // A chain that drops everything drops ARP first.
  'bridge-filter': [...rules, 'no-neighbour'],
  'no-listener': ['no-listener'],
  'loopback-down': ['link-down'],
};
