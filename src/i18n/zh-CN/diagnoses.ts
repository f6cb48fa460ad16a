import type { diagnoses as en } from '../en/diagnoses.ts';

export const diagnoses: { readonly [id in keyof typeof en]: string } = {
  'diagnoses.placeholder': '占位',
};
