/** Why commands that only look are not tried wrongly. */
export const proof = {
  'proof.observation.links': 'It lists the interfaces and changes nothing: there is no state that could be wrong.',
  'proof.observation.ports': 'It shows the switch and changes nothing: there is no state that could be wrong.',
  'proof.observation.fetch': 'It fetches a page and changes nothing; another result comes from an earlier command.',
} as const;
