export const learn = {
  'learn.placeholder': 'placeholder',
} as const;
