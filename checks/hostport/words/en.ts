/** Why a check of the published port holds before its step. */
export const hostport = {
  'checks.not-causal.lesson2': 'The rule from lesson 2 already lets these new connections pass.',
} as const;
