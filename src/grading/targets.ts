import { readLessonTexts } from '../cli/course-files.ts';
import { type Refusal, refusal } from '../cli/refuse.ts';
import type { Cli } from '../cli/services.ts';
import type { TargetOptions } from '../cli/target-options.ts';
import type { Course } from '../course/course.ts';
import { loadCourse } from '../course/load.ts';
import type { Params } from '../course/params.ts';
import type { Variant } from '../course/scene.ts';
import type { Plan } from '../grade/grade.ts';
import { createRecogniser } from '../grade/variants/recognise.ts';
import type { RosterEntry } from '../grade/variants/roster.ts';
import { variantsOf } from '../grade/variants/variant.ts';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { err, ok, type Result } from '../result.ts';
import { plainText } from '../text/plain.ts';
import { type Enrolment, enrolled } from './enrolled.ts';
import { evidenceTargets, keeping } from './evidence/evidence.ts';
import { type Gradable, localLab } from './gradable.ts';
import type { Lookers } from './lookers.ts';
import { machine, machinesFrom } from './machines.ts';
import { machineNetworks, readSecret, rosterFrom, variantHere } from './variants.ts';

export interface WhomOptions extends TargetOptions {
  /** Several labs of this machine are several students. */
  readonly lab: readonly string[];
  readonly roster?: string;
  readonly student?: string;
}

/** The same course with other parameters; those were proved before. */
export type CourseWith = (params: Params) => Course;

export async function courseWith({ services }: Cli, course: Course): Promise<CourseWith> {
  const definition = await services.course();
  const texts = await readLessonTexts(definition, [course.lang]);
  const own = JSON.stringify(course.params);
  // A large class has as many sets as students, and needs each once: only the last one is kept.
  let last = { params: own, course };
  return (params) => {
    const asked = JSON.stringify(params);
    if (asked === own) return course;
    if (asked !== last.params) {
      const loaded = loadCourse(definition, course.lang, texts, params);
      last = { params: asked, course: loaded.ok ? loaded.value : course };
    }
    return last.course;
  };
}

/** Whom a grading looks at: evidence files alone, or labs and machines; students and their parameters as the roster has them. */
export async function targetsOf(
  cli: Cli,
  options: WhomOptions,
  course: Course,
  plan: Plan,
  withParams: CourseWith,
  lookers: Lookers,
): Promise<Result<readonly Gradable[], Refusal>> {
  const enrolment = await enrolmentOf(cli, options);
  if (!enrolment.ok) return enrolment;
  const known = (all: readonly Gradable[]) => {
    const targets = all.map((one) => enrolled(one, enrolment.value));
    tellWhoIsMissing(cli, options, enrolment.value, targets);
    return ok(targets);
  };
  if (options.evidence.length > 0) {
    const files = await evidenceTargets(cli, lookers, options.evidence, options.key);
    return files.ok ? known(files.value) : files;
  }
  const machines = await machinesFrom(cli, options);
  if (!machines.ok) return machines;
  const labs = labsOf(options, enrolment.value.students, machines.value.length > 0);
  if (!labs.ok) return labs;
  const own = await ownParams(cli, enrolment.value, course.params);
  const without = labs.value.find(({ student }) => student && !own.here(student));
  if (without?.student !== undefined) return err(refusal(text('grade.variant.none', { student: without.student })));
  const keep = await keeping(cli, options.keep, course, plan);
  if (!keep.ok) return keep;
  const settings = {
    hostKeys: options.acceptNewHostKeys ? ('accept-new' as const) : ('strict' as const),
    connectSeconds: 15,
    ...(options.sshConfig === undefined ? {} : { configFile: options.sshConfig }),
    ...(options.knownHosts === undefined ? {} : { knownHosts: options.knownHosts }),
  };
  const use = {
    keep: keep.value,
    resume: options.resume === true,
    settings,
    paramsOf: (student: { readonly id: string } | undefined) => own.elsewhere(student?.id),
  };
  return known([
    ...labs.value.map(({ name, student }) => {
      const params = student === undefined ? course.params : (own.here(student) ?? course.params);
      return localLab(
        lookers,
        name,
        withParams(params),
        keep.value,
        student === undefined ? undefined : { id: student },
      );
    }),
    ...machines.value.map((one) => machine(lookers, one, use)),
  ]);
}

const mostNamed = 20;

/** A class list with holes must not look like one without, also where nobody chose to leave somebody out. */
function tellWhoIsMissing(
  { io }: Cli,
  { student }: WhomOptions,
  { students, isClass }: Enrolment,
  targets: readonly Gradable[],
): void {
  if (!isClass || student !== undefined) return;
  const there = new Set(targets.map(({ target }) => target.student?.id ?? target.id));
  const missing = students.filter(({ id }) => !there.has(id)).map(({ id }) => plainText(id));
  if (missing.length === 0) return;
  const named = missing.slice(0, mostNamed).join(', ') + (missing.length > mostNamed ? ', …' : '');
  io.err(`${translator(io.lang)(text('grade.roster.nobody', { count: missing.length, students: named }))}\n`);
}

/** The class, and how its members' labs are told apart; without a roster, only the one student who was named. */
async function enrolmentOf(
  { io: { env } }: Cli,
  { roster, student }: WhomOptions,
): Promise<Result<Enrolment, Refusal>> {
  const read = roster === undefined ? ok(student === undefined ? [] : [{ id: student }]) : await rosterFrom(roster);
  if (!read.ok) return read;
  const students: readonly RosterEntry[] = read.value;
  const hasSecret = (env['BRIDGEWORK_SECRET_FILE'] ?? '') !== '';
  const isClass = roster !== undefined;
  if (!hasSecret || students.length === 0) return ok({ students, isClass });
  const secret = await readSecret(env);
  if (!secret.ok) return secret;
  const ids = students.map(({ id }) => id);
  return ok({ students, isClass, secret: secret.value, recognise: createRecogniser(secret.value, ids) });
}

interface LocalLabs {
  readonly name: string;
  readonly student?: string;
}

/** The labs that were named; without any name and any machine, those of the roster, else `default`. */
function labsOf(
  { lab, roster, student }: WhomOptions,
  students: readonly RosterEntry[],
  hasMachines: boolean,
): Result<readonly LocalLabs[], Refusal> {
  const names = [...new Set(lab)];
  if (names.length === 0 && hasMachines) return ok([]);
  if (names.length > 0 || roster === undefined) {
    const all = names.length > 0 ? names : ['default'];
    return ok(all.map((name) => ({ name, ...(student !== undefined && all.length === 1 ? { student } : {}) })));
  }
  const chosen = students.filter(({ id }) => student === undefined || id === student);
  if (chosen.length === 0) return err(refusal(text('grade.roster.unknown', { student: student ?? '' })));
  return ok(chosen.map((entry) => ({ name: entry.lab ?? entry.id, student: entry.id })));
}

interface OwnParams {
  /** Clear of this machine's networks; undefined where nothing is left. */
  here(student: string): Params | undefined;
  /** As the class has them. */
  elsewhere(student: string | undefined): Params;
}

async function ownParams(
  { services }: Cli,
  { students, secret, isClass }: Enrolment,
  params: Params,
): Promise<OwnParams> {
  // One student alone has been put into the parameters already, as `--student` everywhere.
  if (secret === undefined || !isClass) return { here: () => params, elsewhere: () => params };
  const variants = variantsOf(
    secret,
    students.map(({ id }) => id),
  );
  const networks = await machineNetworks();
  const course = await services.course();
  const withOwn = (variant: Variant): Params => ({ ...params, ...course.variant?.(variant) }) as Params;
  return {
    here(student) {
      const variant = variantHere(secret, student, variants, networks);
      return variant && withOwn(variant);
    },
    elsewhere(student) {
      const variant = student === undefined ? undefined : variants.get(student);
      return variant ? withOwn(variant) : params;
    },
  };
}
