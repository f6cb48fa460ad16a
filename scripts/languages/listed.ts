import { langs } from '../../src/i18n/lang.ts';

/** `zhCN`: what the catalogue of zh-CN is called in code. */
export const nameOf = (lang: string): string => lang.replaceAll('-', '');

const entries = langs.map((lang) => (nameOf(lang) === lang ? lang : `'${lang}': ${nameOf(lang)}`)).join(', ');
/** In the formatter's order. */
const imports = (from: (lang: string) => string, others: readonly string[]): string =>
  [...langs.map((lang) => `import { ${nameOf(lang)} } from '${from(lang)}';`), ...others]
    .toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1))
    .join('\n');
const pathOf = (line: string): string => line.split("'")[1] ?? '';

const written = '// Written by scripts/languages.ts: npm run languages.';

/** The files that list the catalogues of each language: static imports, so that compiler and bundler see them. */
export const listed: { readonly [file: string]: string } = {
  'src/i18n/own.ts': `${written}
${imports((lang) => `./${lang}/words.ts`, ["import type { Lang } from './lang.ts';", "import type { Part } from './parts.ts';"])}

/** What the engine itself says. Lists, not one object: copying 1,600 messages into one costs more than all that a short command has to say. */
export const own: { readonly [lang in Lang]: readonly Part[] } = { ${entries} };
`,
  'checks/words/own.ts': `${written}
${imports((lang) => `./${lang}.ts`, ["import type { Words } from '../../src/i18n/catalogue.ts';"])}

/** All that this course says besides its lessons. */
export const words: Words = { ${entries} };
`,
};
