import type { lab as en } from '../en/lab.ts';

export const lab: { readonly [id in keyof typeof en]: string } = {
  'lab.placeholder': '占位',
};
