export const ui = {
  'ui.placeholder': 'placeholder',
} as const;
