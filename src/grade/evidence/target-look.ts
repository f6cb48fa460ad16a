import { createHash } from 'node:crypto';
import type { Target } from '../grade.ts';
import type { Captured, Judged } from './captured.ts';

/** What a judged look says, whether it was made now or comes from a file. */
export function lookOf(target: Target, at: string, captured: Captured, { results, picture, containers }: Judged) {
  const { bootId, netns } = captured.machine;
  const marks = {
    // The kernel that runs, and the lab on it: two targets with both are one machine. What is on a disk (machine-id, host
    // keys) comes with the box that a whole class copies.
    ...(bootId === undefined || netns === undefined ? {} : { machine: hash(`${bootId} ${netns}`) }),
    // Docker draws a container's id at random: a copied disk has the same ones.
    ...(containers.length === 0 ? {} : { state: hash(containers.join(' ')) }),
  };
  return {
    target,
    at,
    looked: true as const,
    results,
    params: captured.params,
    marks,
    ...(picture ? { picture } : {}),
  };
}

const hash = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32);
