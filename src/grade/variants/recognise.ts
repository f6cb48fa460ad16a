import type { Picture } from '../../picture/picture.ts';
import { candidate, candidateCount } from './variant.ts';

/** Whose lab a picture shows; undefined when it has no student's names. `expected`: who should be there. */
export type Recognise = (picture: Picture, expected: string) => string | undefined;

/**
 * Reads whose variant a lab has from the names in it, of whichever candidate they are. Another student's name counts more than
 * the expected one: it has no business there.
 */
export function createRecogniser(secret: string, students: readonly string[]): Recognise {
  const owners = new Map<string, string>();
  for (const student of students)
    for (let index = candidateCount - 1; index >= 0; index--)
      owners.set(candidate(secret, student, index).tag, student);
  return ({ nodes }, expected) => {
    const names = nodes.flatMap(({ name, running, interfaces }) => [
      ...(running ? [name] : []),
      ...interfaces.map((one) => one.name),
    ]);
    const found = names.flatMap((name) => owners.get(name.slice(name.lastIndexOf('-') + 1)) ?? []);
    return found.find((student) => student !== expected) ?? found[0];
  };
}
