import { type RouteAnswer, routeGet } from '../../src/facts/index.ts';
import type { FactRequest } from '../../src/round/index.ts';

/** Whether a machine of the lab stands for another address, too: asked of its own kernel. */
export const standsFor = (node: string, address: string): FactRequest<RouteAnswer> => routeGet(node, address);

/** What it says where it does. */
export function isItsOwn(seen: unknown): boolean {
  const answer = seen as RouteAnswer | undefined;
  return answer?.found === true && answer.type === 'local';
}
