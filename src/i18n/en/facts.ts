export const facts = {
  'facts.placeholder': 'placeholder',
} as const;
