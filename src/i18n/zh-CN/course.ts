import type { course as en } from '../en/course.ts';

export const course: { readonly [id in keyof typeof en]: string } = {
  'course.placeholder': '占位',
};
