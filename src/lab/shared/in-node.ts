import { scriptBeside } from '../../shell/script.ts';

/** Inside the lab: `sh -c <this> enter NODES NODE ARGV…` ends up as ARGV in that node; `NODES`: names of network namespaces, every other one is a container's. */
export const inNode = scriptBeside(import.meta.url, './in-node.sh');
