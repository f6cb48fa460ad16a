// Ends of a walk that diagnoses are nearer causes of, by kind.

/** What is wrong with the wires: nobody is there, or nothing carries. */
const wires = [
  ...(['no-neighbour', 'other-mac', 'link-down', 'no-carrier', 'port-state', 'port-no-flood'] as const),
  ...(['bridge-itself', 'bridge-nobody', 'reply-elsewhere'] as const),
] as const;
/** Without a device or its address there is no route by it either, or another one takes its place. */
const ways = [
  ...(['no-route-send', 'no-route-forward', 'route-to-lo', 'not-forwarding', 'broadcast', 'rp-filter'] as const),
  ...(['martian-source', 'martian-own', 'no-masquerade-address', 'loop', 'refused-elsewhere'] as const),
] as const;
/** Nothing gets there, or not that way. */
export const wiring = [...wires, ...ways];
/** A rule stops it. */
export const rules = ['rule-drops', 'policy-drops', 'rule-rejects'] as const;
/** Where a packet goes astray it meets rules, sockets and machines that were not meant for it. */
export const astray = [...wiring, ...rules, 'no-listener', 'reply-from-stranger'] as const;
