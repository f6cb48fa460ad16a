import { dirname, join, relative } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** Where the parts are, beside the program's own file. */
export const partsFolder = 'parts';

/**
 * Leaves what the program imports on demand out of its own file, and says what that is: parts by name, with the module of
 * each. One bundle with splitting would cut the program's file into pieces instead, one for each module that a part needs
 * too, and each file that Node opens costs a fiftieth of its start.
 */
export function onDemand(root: string, parts: Map<string, string>): Plugin {
  return {
    name: 'on-demand',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, kind, importer }) => {
        if (kind !== 'dynamic-import') return undefined;
        const module = join(dirname(importer), path);
        // What lies outside of src (the course) is a part too, and stays in its folder.
        const name = relative(root, module)
          .replace(/^src\//, '')
          .replace(/\.tsx?$/, '');
        parts.set(name, module);
        return { path: `./${partsFolder}/${name}.mjs`, external: true };
      });
    },
  };
}

/** Modules of the project that are in the program's file and in a part: these exist twice while it runs, so that none may keep anything. */
export function modulesInBoth(program: Metafile, parts: Metafile): readonly string[] {
  const inputsOf = ({ outputs }: Metafile): readonly string[] =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
    );
  const inParts = new Set(inputsOf(parts));
  return [...new Set(inputsOf(program))].filter((input) => /^(src|lessons|checks)\//.test(input) && inParts.has(input));
}
