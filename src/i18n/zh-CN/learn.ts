import type { learn as en } from '../en/learn.ts';

export const learn: { readonly [id in keyof typeof en]: string } = {
  'learn.placeholder': '占位',
};
