// What packages do when they are loaded or first used, and this program never needs: left out of the bundle, since each
// costs a tenth of the time to the first frame (npm run bench -- --only program).
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Commander needs child processes only for commands that are programs of their own, which we have none of; loading
 * them takes as long as half of `--help`.
 */
const commanderStartsNothing: Plugin = {
  name: 'commander-starts-nothing',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/node_modules/commander/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/**
 * Node makes an ES module of one of its own modules by reading all that this exports. These three load what they export when
 * it is first read: streams, promises, standard input and output, the MIME parser. Taken as they are, they load nothing.
 */
const lazyBuiltins = /^node:(fs|process|util)$/;

const builtinsAsTheyAre: Plugin = {
  name: 'builtins-as-they-are',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: lazyBuiltins }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: [
        `const whole = /* @__PURE__ */ process.getBuiltinModule(${JSON.stringify(path)});`,
        'export default whole;',
        // Pure, so that only what is imported somewhere is asked for.
        ...Object.keys(process.getBuiltinModule(path) ?? {})
          .filter((name) => /^[A-Za-z_]\w*$/.test(name) && name !== 'default')
          .map((name) => `export const ${name} = /* @__PURE__ */ (() => whole.${name})();`),
      ].join('\n'),
    }));
  },
};

/** Changes the source of one package's file; a build fails where that file is no longer what it was. */
const edited = (name: string, filter: RegExp, edit: (source: string) => string): Plugin => ({
  name,
  setup({ onLoad }) {
    onLoad({ filter }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = edit(source);
      return contents === source ? { errors: [{ text: `${name}: nothing to change in ${path}` }] } : { contents };
    });
  },
});

/** Yoga carries its program in itself; only asking whether `fetch` is a function makes Node load its HTTP client. */
const yogaFetchesNothing = edited('yoga-fetches-nothing', /\/yoga-layout\/dist\/binaries\/.*\.js$/, (source) =>
  source.includes('typeof fetch') ? `const fetch = undefined;\n${source}` : source,
);

/** Ink connects to React's development tools where `DEV` is set, which it never is in a build; the part itself would stay. */
const inkWithoutDevtools: Plugin = {
  name: 'ink-without-devtools',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/devtools\.js$/ }, ({ importer }) =>
      importer.includes('/node_modules/ink/') ? { path: 'nothing', namespace: 'nothing' } : undefined,
    );
  },
};

/**
 * Ink measures and cuts every row of the screen anew for each frame, with caches that live for that frame alone. Most rows
 * are those of the frame before: what is known of them is kept, until it is much.
 */
const inkKeepsWhatItKnows = edited('ink-keeps-what-it-knows', /\/ink\/build\/output\.js$/, (source) =>
  source.replace(/caches = new OutputCaches\(\);/, `caches = keptCaches();`).replace(
    /export default class Output/,
    `let kept = new OutputCaches();
const keptCaches = () => {
  if (kept.styledChars.size + kept.widths.size > 8000) kept = new OutputCaches();
  return kept;
};
$&`,
  ),
);

/** So it does with the control characters of every text. */
const inkCleansOnce = edited('ink-cleans-once', /\/ink\/build\/sanitize-ansi\.js$/, (source) =>
  source.replace(
    /export default sanitizeAnsi;/,
    `const cleaned = new Map();
export default (text) => {
  let clean = cleaned.get(text);
  if (clean === undefined) {
    if (cleaned.size > 4000) cleaned.clear();
    clean = sanitizeAnsi(text);
    cleaned.set(text, clean);
  }
  return clean;
};`,
  ),
);

export const lighter: readonly Plugin[] = [
  commanderStartsNothing,
  builtinsAsTheyAre,
  yogaFetchesNothing,
  inkWithoutDevtools,
  inkKeepsWhatItKnows,
  inkCleansOnce,
];
