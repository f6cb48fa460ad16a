export const diagnoses = {
  'diagnoses.placeholder': 'placeholder',
} as const;
