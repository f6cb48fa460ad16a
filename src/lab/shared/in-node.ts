import { scriptBeside } from '../../shell/script.ts';

/** Never by a PATH: the first folder of a lab's own belongs to the learner. */
export const shell = '/bin/sh';

/** Inside the lab: `sh -c <this> enter NODES NODE ARGV…` ends up as ARGV in that node; `NODES`: names of network namespaces, every other one is a container's. */
export const inNode = scriptBeside(import.meta.url, './in-node.sh');
