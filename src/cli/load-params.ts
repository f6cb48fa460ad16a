import type { ParamProblem, Params } from '../course/params.ts';
import { type Lang, text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { err, ok, type Result } from '../result.ts';
import type { CourseOption } from './options.ts';
import { mergeOverrides, type Overrides, overridesOf } from './param-overrides.ts';
import { type Refusal, refusal } from './refuse.ts';
import type { Cli } from './services.ts';

/**
 * The course's parameters: defaults, then what the lab's machine needs, then a student's own (`--student`), then the YAML or
 * JSON file that BRIDGEWORK_PARAMS names, then `--param`.
 */
export async function readParams(
  { io: { env, lang }, services }: Cli,
  { param, student }: CourseOption,
  machine: unknown = {},
): Promise<Result<Params, Refusal>> {
  const course = await services.course();
  const own =
    student === undefined ? ok({}) : await (await import('../grading/variants.ts')).studentParams(course, env, student);
  if (!own.ok) return err(refusal(own.error));
  const flags = overridesOf(param);
  if (!flags.ok) return err(refusal(text('cli.param-shape', { pair: flags.error.slice(0, 60) })));
  const file = env['BRIDGEWORK_PARAMS'];
  const base = file ? await (await import('./params-file.ts')).readOverrides(file) : ok({});
  if (!base.ok) return base;
  const parsed = course.params.parse(
    mergeOverrides(mergeOverrides(machine, underlaid(own.value, base.value)), flags.value),
  );
  if (parsed.ok) return parsed;
  const problems = parsed.error.map((problem) => describe(problem, lang)).join(' ');
  return err(refusal(text('cli.params-refused', { problems })));
}

/** What is no set of values stays as it is, for the schema to refuse. */
const underlaid = (own: Overrides, base: unknown): unknown =>
  typeof base === 'object' && base !== null && !Array.isArray(base) ? mergeOverrides(own, base as Overrides) : base;

const describe = ({ path, text: words }: ParamProblem, lang: Lang): string =>
  `${path === '' ? '' : `${path}: `}${translator(lang)(words)}`;
