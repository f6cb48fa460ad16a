import type { checks as en } from '../en/checks.ts';

export const checks: { readonly [id in keyof typeof en]: string } = {
  'checks.placeholder': '占位',
};
