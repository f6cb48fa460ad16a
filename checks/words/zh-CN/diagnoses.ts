import type { Translated } from '../../../src/i18n/parts.ts';
import { address } from '../../address/words/zh-CN.ts';
import { bridge } from '../../bridge/words/zh-CN.ts';
import { cable } from '../../cable/words/zh-CN.ts';
import { containers } from '../../container/words/zh-CN.ts';
import { forward } from '../../forward/words/zh-CN.ts';
import { hairpin } from '../../hairpin/words/zh-CN.ts';
import { nat } from '../../nat/words/zh-CN.ts';
import { probes } from '../../request/words/zh-CN.ts';
import { switches } from '../../sysctl/words/zh-CN.ts';
import type { diagnoses as en } from '../en/diagnoses.ts';

export const diagnoses: Translated<typeof en> = [
  containers,
  bridge,
  cable,
  address,
  switches,
  forward,
  nat,
  hairpin,
  probes,
];
