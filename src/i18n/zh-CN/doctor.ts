import type { doctor as en } from '../en/doctor.ts';

export const doctor: { readonly [id in keyof typeof en]: string } = {
  'doctor.unknown': '{title}：{reason}',
  'doctor.by-lab': '{seen}实验环境启动时会自己处理。',
  'doctor.no-kernel-sources': '既找不到这个内核的编译配置，也找不到它的模块',
};
