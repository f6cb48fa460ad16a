import type { proof as en } from './en.ts';

export const proof: { readonly [id in keyof typeof en]: string } = {
  'proof.observation.links': '它只列出接口，什么也不改，没有可能出错的状态。',
  'proof.observation.ports': '它只显示网桥，什么也不改，没有可能出错的状态。',
  'proof.observation.fetch': '它只取一个网页，什么也不改；结果若不同，原因在前面的命令。',
};
