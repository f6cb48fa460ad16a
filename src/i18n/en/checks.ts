export const checks = {
  'checks.placeholder': 'placeholder',
} as const;
