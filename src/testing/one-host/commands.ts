import { readFileSync } from 'node:fs';

/** What is typed on a terminal to wire the two containers, publish a port and turn it round; between, what shows that it works. */
export const typedCommands: readonly string[] = readFileSync(new URL('./commands.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');

/** The same as a script, without what only shows something; up to the first line that begins so. */
export function commands(until?: string): string {
  const end = until === undefined ? typedCommands.length : typedCommands.findIndex((line) => line.startsWith(until));
  return typedCommands
    .slice(0, end)
    .filter((line) => !line.startsWith('docker exec -it'))
    .join('\n');
}
