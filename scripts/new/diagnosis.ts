import type { Form } from './form.ts';

/** Files by their path from the root; those that are changed or made. */
export type Files = { readonly [path: string]: string };

const quoted = (words: string): string =>
  `'${words.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
const indented = (code: string, by: string): string => code.trim().replace(/^(?=.)/gm, by);

/** `port-no-broadcast` as a name of code. */
const nameOf = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * Everything that a diagnosis needs, in the folder of its subject; the words of an error say what in the form does not fit the
 * tree. `read` gives the text of a file, `list` the names in a folder.
 */
export function diagnosisFiles(
  form: Form,
  read: (path: string) => string,
  list: (folder: string) => readonly string[],
): Files {
  const folder = `checks/${form.subject}`;
  const own = `${form.id}.ts`;
  const at = (file: string): string => `${folder}/${file}`;
  const here = list(folder);
  if (!here.includes('suspects.ts')) throw new Error(`subject: ${folder} has no suspects`);
  if (here.includes(own) || read(at('diagnoses.ts')).includes(keyOf(form.id)))
    throw new Error(`there is a ${form.id} already`);
  const suspects = at(form.asked.file);
  const scenarios = at(`testing/${form.scenario.file}`);
  const words = Object.entries(form.words).map(([lang, texts]) => {
    const file = at(`words/${lang}.ts`);
    return [file, beforeEnd(read(file), wordLines(form.id, texts))] as const;
  });
  return {
    [at(own)]: suspectFile(form),
    [suspects]: askedFile(form, suspects, read(suspects)),
    [at('diagnoses.ts')]: beforeEnd(read(at('diagnoses.ts')), explainsLine(form)),
    [at('injections.ts')]: beforeEnd(read(at('injections.ts')), injectionLines(form)),
    [scenarios]: withNames(beforeEnd(read(scenarios), scenarioLines(form)), form),
    ...Object.fromEntries(words),
  };
}

/** As the formatter writes the name of a property. */
const keyOf = (id: string): string => (id.includes('-') ? `${quoted(id)}:` : `  ${id}:`);

function suspectFile({ id, suspect, words }: Form): string {
  const finds = /(?<![.\w])find\(/.test(suspect) ? ["import { find } from '../support/cable.ts';"] : [];
  return [
    ...finds,
    "import type { Suspect } from '../support/suspect.ts';",
    "import type { World } from '../support/world.ts';",
    "import { diagnosis } from './diagnoses.ts';",
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
function askedFile({ id, asked }: Form, file: string, text: string): string {
  const from = text.search(new RegExp(`\\b${escaped(asked.in)}\\b(?=[(:= ])(?![^\\n]*\\bfrom ')`));
  const at = from < 0 ? -1 : text.indexOf(asked.before, from + asked.in.length);
  if (at < 0) throw new Error(`asked: no ${asked.before} in ${asked.in} of ${file}`);
  // Alone in `first`'s place, or one of a list.
  const call = text.startsWith(`${asked.before}(world)`, at) ? `${asked.before}(world)` : undefined;
  const rest = text.slice(at + (call ?? asked.before).length);
  const listed = call ? `first(world, [${nameOf(id)}, ${asked.before}])` : `${nameOf(id)}, ${asked.before}`;
  const needsFirst = call !== undefined && !/import \{[^}]*\bfirst\b/.test(text);
  const imports = [
    `import { ${nameOf(id)} } from './${id}.ts';`,
    ...(needsFirst ? ["import { first } from '../support/suspect.ts';"] : []),
  ];
  return `${imports.join('\n')}\n${text.slice(0, at)}${listed}${rest}`;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const explainsLine = ({ id, ends }: Form): string =>
  `  ${keyOf(id)} {${ends ? ` refines: [${ends.map(quoted).join(', ')}] ` : ''}},`;

const wordLines = (id: string, texts: Form['words']['en']): string =>
  Object.entries(texts)
    .map(([part, text]) => `  'diagnosis.${id}.${part}': ${quoted(text)},`)
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
  return text.replace(
    /import \{([^}]*)\} from '(\.\.\/\.\.\/testing\/scenario\.ts)';/,
    (_, names: string, from: string) => {
      const had = names
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean);
      return `import { ${[...new Set([...had, ...needed])].join(', ')} } from '${from}';`;
    },
  );
}

/** Before the last line that closes the file's one list or catalogue. */
function beforeEnd(text: string, lines: string): string {
  const end = text.search(/^[\]}][^\n]*\n*$(?![\s\S]*^[\]}])/m);
  if (end < 0) throw new Error('no end of a list');
  return `${text.slice(0, end)}${lines}\n${text.slice(end)}`;
}
