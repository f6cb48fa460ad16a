import { createHash } from 'node:crypto';
import { type Text, text } from '../../i18n/text.ts';
import type { Target } from '../grade.ts';
import { type Allowed, allowedNote, withAllowed } from './allowed.ts';
import type { Captured, Judged } from './captured.ts';

/** What a judged look says, whether it was made now or comes from a file. */
export function lookOf(
  target: Target,
  at: string,
  captured: Captured,
  { results, picture, containers }: Judged,
  allowed: readonly Allowed[] = [],
) {
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
    results: withAllowed(results, allowed),
    params: captured.params,
    marks,
    notes: [...notesOf(captured), ...allowed.map(allowedNote)],
    ...(picture ? { picture } : {}),
  };
}

/** What of it whoever reads the grade should know. */
function notesOf({ drawn, replaced = [], rerun }: Captured): readonly Text[] {
  return [
    ...(rerun === undefined ? [] : [text('grade.note.rerun', { file: rerun.file, sha256: rerun.sha256.slice(0, 12) })]),
    ...(rerun?.cutOff ? [text('grade.note.cut-off')] : []),
    ...(drawn === 'configured' ? [text('grade.note.not-drawn')] : []),
    ...(replaced.length > 0 ? [text('grade.note.replaced', { programs: replaced.join(', ') })] : []),
  ];
}

const hash = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 32);
