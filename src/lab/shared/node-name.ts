import type { NodeName } from '../lab.ts';

/** A node's name as Docker allows it for containers; everything else is refused before any shell sees it. */
export const isNodeName = (node: NodeName): boolean => /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,62}$/.test(node);
