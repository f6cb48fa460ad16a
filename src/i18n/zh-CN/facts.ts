import type { facts as en } from '../en/facts.ts';

export const facts: { readonly [id in keyof typeof en]: string } = {
  'facts.placeholder': '占位',
};
