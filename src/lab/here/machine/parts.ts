import { scriptBeside } from '../../../shell/script.ts';

/** Output in named parts, each framed by a line that no program prints by itself; `NAME/status` is the exit code. */
const mark = '@@bridgework-part';

/** Shell functions for scripts that print parts. */
export const partScript = scriptBeside(import.meta.url, './parts.sh');

export function partsOf(output: string): ReadonlyMap<string, string> {
  const [, ...parts] = `\n${output}`.split(`\n${mark} `);
  return new Map(
    parts.map((part) => {
      const at = part.indexOf('\n');
      return [part.slice(0, at), part.slice(at + 1).replace(/\n$/, '')];
    }),
  );
}
