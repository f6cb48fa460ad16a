/** Why commands that only look are not tried wrongly, and what lessons say where a machine asks for other commands. */
export const others = {
  'proof.observation.links': 'It lists the interfaces and changes nothing: there is no state that could be wrong.',
  'proof.observation.ports': 'It shows the switch and changes nothing: there is no state that could be wrong.',
  'proof.observation.fetch': 'It fetches a page and changes nothing; another result comes from an earlier command.',
  'lessons.peer-note':
    '> **Note.** The host’s own card is called `eth0`. Two interfaces cannot have one name, and the wrong one might be moved; so the far end of this cable is called `{peer}` until it is in {name}, where it becomes `eth0`.',
} as const;
