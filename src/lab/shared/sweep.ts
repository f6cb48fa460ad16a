import { scriptBeside } from '../../shell/script.ts';
import { withValues } from '../../shell/with-values.ts';
/** Ids of containers that were there before the lab, one a line: where the lab is the machine itself, it has some. */
export const foreignFile = '/run/bridgework/here/foreign';

/**
 * Ends, inside the lab, everything that a line started: killing the entry on the machine's side does not end what runs
 * behind it. A process belongs to the line when its environment carries the line's token, or when it descends from or
 * shares a session with such a process. What `docker exec` started in a container belongs to nobody outside it: it is
 * found as a child of the engine's shim, by its age, and by having no living client. Containers that the line started stay;
 * those that were there before the lab (the file `foreign`, where the lab is the machine itself) are nobody's to look into.
 *
 * @param token hexadecimal, as given in `BRIDGEWORK_LINE`
 * @param ageSeconds whole seconds since the line started, rounded up
 */
export function sweepScript(token: string, ageSeconds: number): string {
  return withValues(
    { TOKEN: token, AGE: ageSeconds, FOREIGN: foreignFile },
    scriptBeside(import.meta.url, './sweep.sh'),
  );
}
