import { address } from '../address/words/en.ts';
import { bridge } from '../bridge/words/en.ts';
import { cable } from '../cable/words/en.ts';
import { container } from '../container/words/en.ts';
import { forward } from '../forward/words/en.ts';
import { hairpin } from '../hairpin/words/en.ts';
import { hostport } from '../hostport/words/en.ts';
import { nat } from '../nat/words/en.ts';
import { pitfalls } from '../pitfalls/words/en.ts';
import { proof } from '../proof/words/en.ts';
import { request } from '../request/words/en.ts';
import { route } from '../route/words/en.ts';
import { shared } from '../support/words/en.ts';
import { sysctl } from '../sysctl/words/en.ts';

/** English is the source of the message ids; every other language has exactly the same ones, in the same parts. */
export const en = [
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
] as const;
