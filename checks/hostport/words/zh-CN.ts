import type { hostport as en } from './en.ts';

export const hostport: { readonly [id in keyof typeof en]: string } = {
  'checks.not-causal.lesson2': '第 2 课的规则早已放行这个方向的新连接。',
};
