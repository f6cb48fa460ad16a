export const course = {
  'course.placeholder': 'placeholder',
} as const;
