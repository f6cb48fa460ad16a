import type { cli as en } from '../en/cli.ts';

export const cli: { readonly [id in keyof typeof en]: string } = {
  'cli.placeholder': '占位',
};
