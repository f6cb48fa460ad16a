import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const call = /\bscriptBeside\(\s*import\.meta\.url,\s*'(\.{1,2}\/[^']+)',?\s*\)/g;
const anyCall = /\bscriptBeside\(/g;

/** A module with its scripts as imports of text; `undefined` where it has none. Throws where one is asked for in another way: it would be missing. */
export function withImports(source: string, path: string): string | undefined {
  const files: string[] = [];
  const contents = source.replace(call, (_, file: string) => `bridgeworkScript${files.push(file)}`);
  if (anyCall.test(contents)) throw new Error(`${path}: scriptBeside takes import.meta.url and a path as it is`);
  anyCall.lastIndex = 0;
  if (files.length === 0) return undefined;
  const imports = files.map((file, index) => `import bridgeworkScript${index + 1} from '${file}';`);
  return `${imports.join(' ')} ${contents}`;
}

/** Puts the text of scripts (src/shell/script.ts) into the bundle, where the files themselves are not. */
export const scriptsAsText: Plugin = {
  name: 'scripts-as-text',
  setup({ initialOptions, onLoad }) {
    initialOptions.loader = { ...initialOptions.loader, '.sh': 'text', '.pl': 'text' };
    onLoad({ filter: /\/(src|checks|lessons)\/.*\.tsx?$/ }, async ({ path }) => {
      if (path.endsWith('/src/shell/script.ts')) return undefined;
      const contents = withImports(await readFile(path, 'utf8'), path);
      return contents === undefined ? undefined : { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};
