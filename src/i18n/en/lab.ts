export const lab = {
  'lab.placeholder': 'placeholder',
} as const;
