/** What each lesson is for, as the requests that show it: who reaches whom. */
export const goals = {
  containers: ['c1-serves', 'c2-serves'],
  'bridge-network': ['c1-reaches-c2', 'c2-reaches-c1'],
  outside: ['c1-reaches-outside', 'c2-reaches-outside', 'c1-wget-site', 'c2-wget-site'],
  hostport: ['outside-reaches-port', 'host-reaches-port'],
  hairpin: ['c2-reaches-port', 'c1-reaches-port'],
} as const;
