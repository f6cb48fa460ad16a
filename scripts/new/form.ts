import { parse } from 'yaml';
import * as z from 'zod';
import { type Lang, langs } from '../../src/i18n/lang.ts';
import { type EndName, endNames } from '../../src/trace/index.ts';

const filled = z.string().trim().min(1);
const words = z.strictObject({ what: filled, why: filled, next: filled, hint1: filled, hint2: filled, hint3: filled });
type Words = z.infer<typeof words>;
/** A language that the form leaves out gets the English words, for who translates them. */
const inLanguages = z
  .strictObject({ en: words, ...Object.fromEntries(langs.map((lang) => [lang, words.optional()])) })
  .extend({ en: words })
  .transform((given) => {
    const translations: { readonly [lang in Lang]?: Words } = given;
    return Object.fromEntries(langs.map((lang) => [lang, translations[lang] ?? given.en])) as { [lang in Lang]: Words };
  });
const fileName = z.string().regex(/^[\w-]+\.ts$/, 'a file of the folder');
const form = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case, with hyphens'),
  subject: z.string().regex(/^[a-z]+$/, 'a folder of checks'),
  after: filled,
  inject: z.array(filled).min(1),
  check: filled,
  suspect: filled,
  asked: z.strictObject({ file: fileName.default('suspects.ts'), in: filled, before: filled }),
  ends: z.array(z.enum(Object.values(endNames) as [EndName, ...EndName[]])).optional(),
  scenario: z.strictObject({
    file: fileName.default('scenarios.ts'),
    name: filled,
    change: filled,
    answer: z.enum(['timeout', 'refused', 'noRoute', 'unreachable']).optional(),
  }),
  words: inLanguages,
});

/** A diagnosis as somebody filled it in (form.yaml). */
export type Form = z.infer<typeof form>;

/** The form, or what is wrong with it, a line each. */
export function readForm(yaml: string): Form | readonly string[] {
  const read = form.safeParse(parse(yaml));
  return read.success ? read.data : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
