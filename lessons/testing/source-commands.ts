import { readFileSync } from 'node:fs';

/** The source document's commands up to the line that starts with `until` (not included), without those that only show something. */
export function sourceCommands(until?: string): string {
  const lines = readFileSync(new URL('../source-commands.txt', import.meta.url), 'utf8').split('\n');
  const end = until === undefined ? lines.length : lines.findIndex((line) => line.startsWith(until));
  return lines
    .slice(0, end)
    .filter((line) => !line.startsWith('#') && !line.startsWith('docker exec -it'))
    .join('\n');
}
