import { scriptBeside } from '../../../shell/script.ts';
import type { Topology } from '../../topology.ts';
import { network, servers } from './network.ts';

/** The whole script of the lab's first process, in the order in which it happens. */
export const initScript = (topology: Topology): string =>
  [
    '#!/bin/sh\n# The first process of a Bridgework sandbox: ends when its engine ends, and everything in the lab ends with it.',
    scriptBeside(import.meta.url, './life.sh'),
    scriptBeside(import.meta.url, './view.sh'),
    scriptBeside(import.meta.url, './rootlesskit.sh'),
    scriptBeside(import.meta.url, './engine-start.sh'),
    network(topology),
    servers(topology),
    scriptBeside(import.meta.url, './kept.sh'),
    scriptBeside(import.meta.url, './engine-wait.sh'),
    scriptBeside(import.meta.url, './stay.sh'),
  ].join('\n');
