/** What checks of several subjects expect (`want`) and see (`see`), and what lessons say where a machine asks for other commands. */
export const shared = {
  'checks.not-causal.observation': 'This step only looks; earlier steps made it so.',
  'checks.unjudged':
    'Could not be judged: what this rule does hangs on {part}, which Bridgework cannot follow. Write it without {part}: {rule}',
  'checks.want.up': '{interface} {node, select, host {on the host} other {in {node}}} is up',
  'checks.want.address':
    '{interface} {node, select, host {on the host} other {in {node}}} has the address {address}, and nobody else has it',
  'checks.want.route-direct': '{node} reaches {address} directly over {interface}',
  'checks.see.no-interface': 'no interface called {interface}',
  'checks.see.state': '{interface}: {state, select, up {up} down {down} other {up, but without carrier}}',
  'checks.see.addresses': '{interface} has {addresses}',
  'checks.see.no-address': '{interface} has no address',
  'checks.see.route': 'the way to {address}: {route}',
  'checks.see.cable': '{interface}, whose other end is {far}',
  'checks.see.far':
    '{place, select, elsewhere {in another namespace} other {{interface} {place, select, host {on the host} other {in {place}}}}}',
  'lessons.name': 'Container networks',
  'lessons.peer-note':
    '> **Note.** The host’s own card is called `eth0`. Two interfaces cannot have one name, and the wrong one might be moved; so the far end of this cable is called `{peer}` until it is in {name}, where it becomes `eth0`.',
} as const;
