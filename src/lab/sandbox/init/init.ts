import { engineStart, engineWait } from './engine.ts';
import { life, stay } from './life.ts';
import { network, servers } from './network.ts';
import { rootlesskit } from './rootlesskit.ts';
import { view } from './view.ts';

/** The whole script of the lab's first process, in the order in which it happens. Kept as text, so that a bundle carries it. */
export const initScript = [
  '#!/bin/sh\n# The first process of a Bridgework sandbox: ends when its engine ends, and everything in the lab ends with it.',
  life,
  view,
  rootlesskit,
  engineStart,
  network,
  servers,
  engineWait,
  stay,
].join('\n');
