import type { Course } from '../../course/course.ts';
import { loadCourse } from '../../course/load.ts';
import type { Params } from '../../course/params.ts';
import { createRecogniser, type Recognise } from '../../grade/variants/recognise.ts';
import type { RosterEntry } from '../../grade/variants/roster.ts';
import { variantsOf } from '../../grade/variants/variant.ts';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { readLessonTexts } from '../course-files.ts';
import { type Refusal, refusal } from '../refuse.ts';
import type { Cli } from '../services.ts';
import { type Gradable, localLab } from './gradable.ts';
import { machineNetworks, paramsOf, readSecret, rosterFrom, variantHere } from './variants.ts';

export interface TargetOptions {
  readonly lab: readonly string[];
  readonly roster?: string;
  readonly student?: string;
}

/** The same course with other parameters; those were proved before. */
export type CourseWith = (params: Params) => Course;

export async function courseWith(course: Course): Promise<CourseWith> {
  const texts = await readLessonTexts([course.lang]);
  return (params) => {
    if (params === course.params) return course;
    const loaded = loadCourse(course.lang, texts, params);
    return loaded.ok ? loaded.value : course;
  };
}

/**
 * Whom a grading looks at: the labs that were named, or those of a roster, each with its student's own parameters where there
 * is a course secret. Targets on other machines and evidence files come in here.
 */
export async function targetsOf(
  cli: Cli,
  options: TargetOptions,
  course: Course,
  withParams: CourseWith,
): Promise<Result<readonly Gradable[], Refusal>> {
  if (options.roster !== undefined) return await ofRoster(cli, options.roster, options.student, course, withParams);
  const names = options.lab.length > 0 ? [...new Set(options.lab)] : ['default'];
  const { student } = options;
  if (student === undefined || names.length > 1) return ok(names.map((name) => localLab(cli, name, course)));
  const secret = await readSecret(cli.io.env);
  const recognise = secret.ok ? createRecogniser(secret.value, [student]) : undefined;
  return ok(names.map((name) => localLab(cli, name, course, { student: { id: student }, recognise })));
}

async function ofRoster(
  cli: Cli,
  file: string,
  only: string | undefined,
  course: Course,
  withParams: CourseWith,
): Promise<Result<readonly Gradable[], Refusal>> {
  const { env } = cli.io;
  const roster = await rosterFrom(file);
  if (!roster.ok) return roster;
  const chosen = roster.value.filter(({ id }) => only === undefined || id === only);
  if (chosen.length === 0) return err(refusal(text('grade.roster.unknown', { student: only ?? '' })));
  const hasSecret = (env['BRIDGEWORK_SECRET_FILE'] ?? '') !== '';
  const secret = hasSecret ? await readSecret(env) : ok(undefined);
  if (!secret.ok) return secret;
  const coursesOf =
    secret.value === undefined ? () => course : await ownCourses(secret.value, roster.value, course, withParams);
  const recognise: Recognise | undefined =
    secret.value === undefined
      ? undefined
      : createRecogniser(
          secret.value,
          roster.value.map(({ id }) => id),
        );
  const targets: Gradable[] = [];
  for (const { lab, ...student } of chosen) {
    const own = coursesOf(student.id);
    if (!own) return err(refusal(text('grade.variant.none', { student: student.id })));
    targets.push(localLab(cli, lab ?? student.id, own, { student, recognise }));
  }
  return ok(targets);
}

async function ownCourses(
  secret: string,
  roster: readonly RosterEntry[],
  course: Course,
  withParams: CourseWith,
): Promise<(student: string) => Course | undefined> {
  const variants = variantsOf(
    secret,
    roster.map(({ id }) => id),
  );
  const networks = await machineNetworks();
  return (student) => {
    const variant = variantHere(secret, student, variants, networks);
    return variant && withParams({ ...course.params, ...paramsOf(variant) });
  };
}
