import type { ui as en } from '../en/ui.ts';

export const ui: { readonly [id in keyof typeof en]: string } = {
  'ui.placeholder': '占位',
};
