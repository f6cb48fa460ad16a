/** Where a packet ended, as the first thing that is said of a request that failed. */
export const traceEnd = {
  'trace.end.policy':
    '{leg, select, reply {The answer} other {The packet}} ended in {node}, hook {family, select, ip {} other {{family} }}{hook} ({chain}): no rule accepts it, and the policy is DROP.',
  'trace.end.rule':
    '{leg, select, reply {The answer} other {The packet}} ended in {node}, hook {family, select, ip {} other {{family} }}{hook} ({chain}): dropped by the rule {rule}',
  'trace.end.reject':
    '{leg, select, reply {The answer} other {The packet}} ended in {node}, hook {hook} ({chain}): rejected with {with} by the rule {rule}',
  'trace.end.at':
    '{leg, select, reply {The answer} other {The packet}} ended in {place}, {stage, select, route {routing} neighbour {ARP} cable {cable} bridge {bridge} tunnel {tunnel} listener {socket} size {MTU} local {delivery} other {{stage}}}: {reason}',
  'trace.end.nowhere': 'The packet did not leave. {reason}',
  'trace.end.delivered': 'The packet arrived, and the answer came back. {reason}',
  'trace.end.near-miss': '{rule} would have helped, but it wants {wants}; here it is {is}.',
  'trace.end.open': 'Where the packet ended cannot be told for sure. {reason}',
  'trace.end.differs':
    'What was seen does not explain it: by the facts, it would be “{disposition}”. Where the packet really ended is not known.',
  'trace.is.delivered': 'delivered',
  'trace.is.refused': 'refused',
  'trace.is.no-route': 'no route',
  'trace.is.neighbour-unreachable': 'neighbour unreachable',
  'trace.is.dropped-by-rule': 'dropped by a rule',
  'trace.is.dropped-by-policy': 'dropped by a policy',
  'trace.is.dropped-by-bridge': 'dropped by the bridge',
  'trace.is.martian': 'impossible source',
  'trace.is.reply-lost': 'the answer is lost',
  'trace.is.loop': 'goes round in circles',
  'trace.is.not-enough-information': 'not enough information',
} as const;
