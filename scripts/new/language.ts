import { nameOf } from '../languages/listed.ts';
import type { Files } from './diagnosis.ts';

/** What a new language is called (BCP 47: `fr`, `pt-BR`), and the locale of the system that speaks it (`fr_FR`). */
export interface NewLanguage {
  readonly tag: string;
  readonly locale: string;
}

const registry = 'src/i18n/lang.ts';
/** Any language that is a translation already: its lists name what a list of translations needs. */
const translated = 'zh-CN';

/**
 * Its line in the registry, and all of its files with English in them, to be translated: catalogues, lessons, set-up's words.
 * `paths`: every file of the project. Throws where it is there already, or cannot be called so.
 */
export function languageFiles(
  { tag, locale }: NewLanguage,
  read: (path: string) => string,
  paths: readonly string[],
): Files {
  if (!/^[a-z]{2,3}(-[A-Z][A-Za-z]+)?$/.test(tag) || !/^[a-z]{2,3}_[A-Z]{2}$/.test(locale))
    throw new Error('a language is fr or pt-BR, its locale fr_FR');
  if (read(registry).includes(`/${tag}/program.ts'`)) throw new Error(`there is a ${tag} already`);
  const files = paths.flatMap((path): readonly (readonly [string, string])[] => {
    const made = madeFrom(path, { tag, locale }, read);
    return made === undefined ? [] : [made];
  });
  return { [registry]: withLine(read(registry), { tag, locale }), ...Object.fromEntries(files) };
}

function madeFrom(
  path: string,
  { tag, locale }: NewLanguage,
  read: (path: string) => string,
): readonly [path: string, text: string] | undefined {
  if (path === `src/i18n/${translated}/words.ts` || path === `checks/words/${translated}.ts`)
    return [
      path.replace(translated, tag),
      read(path).replaceAll(translated, tag).replaceAll(nameOf(translated), nameOf(tag)),
    ];
  if (/^src\/i18n\/en\/(?!words\.ts)[^/]+\.ts$/.test(path))
    return [path.replace('/en/', `/${tag}/`), translation(read(path), `../en/${path.split('/').at(-1)}`)];
  if (/^checks\/\w+\/words\/en\.ts$/.test(path))
    return [path.replace(/en\.ts$/, `${tag}.ts`), translation(read(path), './en.ts')];
  if (/^lessons\/[\w-]+\/en\.md$/.test(path)) return [path.replace(/en\.md$/, `${tag}.md`), read(path)];
  if (path === 'vagrant/words/en.sh')
    return [
      `vagrant/words/${tag}.sh`,
      read(path)
        .replace(/^# What set-up says, in English.*\n\n/m, '\n')
        .replace('locale) echo en_US', `locale) echo ${locale}`),
    ];
  return undefined;
}

/** The same ids, held by the types against the English ones. */
function translation(english: string, from: string): string {
  const [, name = ''] = /^export const (\w+) = \{$/m.exec(english) ?? [];
  return `import type { ${name} as en } from '${from}';\n\n${english}`
    .replace(/^export const \w+ = \{$/m, `export const ${name}: { readonly [id in keyof typeof en]: string } = {`)
    .replace(/^\} as const;$/m, '};');
}

/** After the last language. */
function withLine(text: string, { tag, locale }: NewLanguage): string {
  const key = tag.includes('-') ? `'${tag}'` : tag;
  const line = `  ${key}: { locale: '${locale}.UTF-8', program: () => import('./${tag}/program.ts') },\n`;
  return text.replace(/^\} as const;$/m, `${line}} as const;`);
}
