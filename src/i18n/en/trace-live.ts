/** Prediction and reality of one packet, side by side (`trace --live`). */
export const traceLive = {
  'trace.live.title': 'Sent for real. Prediction and what was seen:',
  'trace.live.seen': 'seen',
  'trace.live.not-seen': 'not seen',
  'trace.live.invisible': 'leaves no mark',
  'trace.live.real':
    '{outcome, select, answered {answered} timeout {no answer} refused {refused} unreachable {network unreachable} other {no way there}}',
  'trace.live.agree': 'Prediction and reality agree: {outcome}.',
  'trace.live.agree-who': 'Prediction and reality agree: {server} answered, and saw the client as {client}.',
  'trace.live.undecided': 'The facts were not enough to predict. Really: {outcome}.',
  'trace.live.bug': 'Prediction and reality differ. That is a bug of Bridgework; please report it with this output.',
  'trace.live.outcome':
    'Predicted: {predicted, select, answered {an answer} timeout {no answer} refused {refused} other {{predicted}}}. Really: {observed, select, answered {an answer} timeout {no answer} refused {refused} other {{observed}}}.',
  'trace.live.who':
    '{what, select, server {Predicted to answer} other {Predicted client address}}: {predicted}. Really: {observed}.',
  'trace.live.lost': 'Predicted to pass {device} in {node}, but it was never seen there.',
  'trace.live.counters': 'Counters that grew meanwhile:',
  'trace.live.connections': 'What conntrack noted:',
  'trace.live.unobservable': 'Without {instrument} in {node}: what it would have shown is missing below.',
} as const;
