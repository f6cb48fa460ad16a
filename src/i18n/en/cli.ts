export const cli = {
  'cli.placeholder': 'placeholder',
} as const;
