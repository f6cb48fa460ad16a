import type { others as en } from '../en/others.ts';

export const others: { readonly [id in keyof typeof en]: string } = {
  'proof.observation.links': '它只列出接口，什么也不改，没有可能出错的状态。',
  'proof.observation.ports': '它只显示网桥，什么也不改，没有可能出错的状态。',
  'proof.observation.fetch': '它只取一个网页，什么也不改；结果若不同，原因在前面的命令。',
  'lessons.peer-note':
    '> **注意：** 宿主机自己的网卡就叫 `eth0`。同一处不能有两个同名的接口，而且还可能移错；所以这根网线的另一端先叫 `{peer}`，进入 {name} 之后才改名为 `eth0`。',
};
