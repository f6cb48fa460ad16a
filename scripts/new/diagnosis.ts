import { type Form, families } from './form.ts';

/** Files by their path from the root; those that are changed or made. */
export type Files = { readonly [path: string]: string };

const quoted = (words: string): string =>
  `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
const indented = (code: string, by: string): string => code.trim().replace(/^(?=.)/gm, by);

/** `port-no-broadcast` as a name of code. */
const nameOf = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Everything that a diagnosis needs, as a form says it; the words of an error say what in the form does not fit the tree. */
export function diagnosisFiles(form: Form, read: (path: string) => string, exists: (path: string) => boolean): Files {
  const { words, injections, scenarios } = families[form.family];
  const own = `checks/diagnoses/${form.id}.ts`;
  const [en, zh] = (['en', 'zh-CN'] as const).map((lang) => `src/i18n/${lang}/diagnoses/${words}.ts`) as [
    string,
    string,
  ];
  if (exists(own) || read(en).includes(`'diagnosis.${form.id}.`)) throw new Error(`there is a ${form.id} already`);
  const injection = `checks/proof/injections/${injections}.ts`;
  const scenario = `checks/testing/scenarios/${scenarios}.ts`;
  return {
    [own]: suspectFile(form),
    [form.asked.file]: askedFile(form, read(form.asked.file)),
    [en]: beforeEnd(read(en), wordLines(form, 'en')),
    [zh]: beforeEnd(read(zh), wordLines(form, 'zh-CN')),
    [injection]: beforeEnd(read(injection), injectionLines(form)),
    [scenario]: withNames(beforeEnd(read(scenario), scenarioLines(form)), form),
  };
}

function suspectFile({ id, suspect, words }: Form): string {
  const finds = /(?<![.\w])find\(/.test(suspect) ? ["import { find } from '../support/cable.ts';"] : [];
  return [
    ...finds,
    "import { diagnosis } from '../support/define.ts';",
    "import type { World } from '../support/world.ts';",
    "import type { Suspect } from './first.ts';",
    '',
    `/** ${words.en.what.replace(/[{}]/g, '')} */`,
    `export const ${nameOf(id)}: Suspect = (world) => {`,
    '  const values = seen(world);',
    `  return values && diagnosis(${quoted(id)}, values);`,
    '};',
    '',
    'function seen(world: World): { readonly [name: string]: string | number } | undefined {',
    indented(suspect, '  '),
    '}',
    '',
  ].join('\n');
}

/** The list of suspects with one more, just before the one that is named. */
function askedFile({ id, asked }: Form, text: string): string {
  const from = text.search(new RegExp(`\\b${escaped(asked.in)}\\b(?=[(:= ])(?![^\\n]*\\bfrom ')`));
  const at = from < 0 ? -1 : text.indexOf(asked.before, from);
  if (at < 0) throw new Error(`asked: no ${asked.before} in ${asked.in} of ${asked.file}`);
  // Alone in `first`'s place, or one of a list.
  const call = text.startsWith(`${asked.before}(world)`, at) ? `${asked.before}(world)` : undefined;
  const rest = text.slice(at + (call ?? asked.before).length);
  const listed = call ? `first(world, [${nameOf(id)}, ${asked.before}])` : `${nameOf(id)}, ${asked.before}`;
  const folder = asked.file.startsWith('checks/diagnoses/')
    ? '.'
    : `${'../'.repeat(asked.file.split('/').length - 2) || './'}diagnoses`;
  const needsFirst = call !== undefined && !/import \{[^}]*\bfirst\b/.test(text);
  const imports = [
    `import { ${nameOf(id)} } from '${folder}/${id}.ts';`,
    ...(needsFirst ? [`import { first } from '${folder}/first.ts';`] : []),
  ];
  return `${imports.join('\n')}\n${text.slice(0, at)}${listed}${rest}`;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const wordLines = ({ id, words }: Form, lang: keyof Form['words']): string =>
  Object.entries(words[lang])
    .map(([part, said]) => `  'diagnosis.${id}.${part}': ${quoted(said)},`)
    .join('\n');

const injectionLines = ({ id, after, check, inject }: Form): string =>
  `  ${quoted(id)}: { after: ${quoted(after)}, check: ${quoted(check)}, lines: [${inject.map(quoted).join(', ')}] },`;

const scenarioLines = ({ id, check, scenario: { name, change, answer } }: Form): string =>
  [
    `  scenario(${quoted(check)}, ${quoted(id)}, ${quoted(name)}, (d) => {`,
    indented(change, '    '),
    `  }${answer ? `, ${answer}` : ''}),`,
  ].join('\n');

/** The scenario may be the first of its file that needs one of these. */
function withNames(text: string, { scenario: { change, answer } }: Form): string {
  const needed = [
    ...['named', 'remove', 'without', 'instead'].filter((name) => change.includes(`${name}(`)),
    ...(answer ? [answer] : []),
  ];
  return text.replace(/import \{([^}]*)\} from '\.\/scenario\.ts';/, (_, names: string) => {
    const had = names
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    return `import { ${[...new Set([...had, ...needed])].join(', ')} } from './scenario.ts';`;
  });
}

/** Before the last line that closes the file's one list or catalogue. */
function beforeEnd(text: string, lines: string): string {
  const end = text.search(/^[\]}][^\n]*\n*$(?![\s\S]*^[\]}])/m);
  if (end < 0) throw new Error('no end of a list');
  return `${text.slice(0, end)}${lines}\n${text.slice(end)}`;
}
