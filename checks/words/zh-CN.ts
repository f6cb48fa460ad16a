import type { Translated } from '../../src/i18n/parts.ts';
import { address } from '../address/words/zh-CN.ts';
import { bridge } from '../bridge/words/zh-CN.ts';
import { cable } from '../cable/words/zh-CN.ts';
import { container } from '../container/words/zh-CN.ts';
import { forward } from '../forward/words/zh-CN.ts';
import { hairpin } from '../hairpin/words/zh-CN.ts';
import { hostport } from '../hostport/words/zh-CN.ts';
import { nat } from '../nat/words/zh-CN.ts';
import { pitfalls } from '../pitfalls/words/zh-CN.ts';
import { proof } from '../proof/words/zh-CN.ts';
import { request } from '../request/words/zh-CN.ts';
import { route } from '../route/words/zh-CN.ts';
import { shared } from '../support/words/zh-CN.ts';
import { sysctl } from '../sysctl/words/zh-CN.ts';
import type { en } from './en.ts';

export const zhCN: Translated<typeof en> = [
  shared,
  container,
  bridge,
  cable,
  address,
  route,
  sysctl,
  forward,
  nat,
  hostport,
  hairpin,
  request,
  proof,
  pitfalls,
];
