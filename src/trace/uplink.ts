import type { Interface } from '../facts/index.ts';
import { hasDiversions } from './redirect.ts';
import type { NodeFacts } from './trace.ts';

/** A card of the machine, or what plays one: what leaves by it goes to machines that nobody looks at. */
export const isUplink = (node: NodeFacts, { name, kind, loopback }: Interface): boolean =>
  !loopback && (kind === undefined || hasDiversions(node, name));
