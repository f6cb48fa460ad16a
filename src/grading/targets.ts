import type { Course } from '../course/course.ts';
import type { Params } from '../course/params.ts';
import type { Variant } from '../course/scene.ts';
import type { Plan } from '../grade/grade.ts';
import { createRecogniser } from '../grade/variants/recognise.ts';
import type { RosterEntry } from '../grade/variants/roster.ts';
import { variantsOf } from '../grade/variants/variant.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { plainText } from '../text/plain.ts';
import { type Enrolment, enrolled } from './enrolled.ts';
import { evidenceTargets, keeping } from './evidence/evidence.ts';
import { type Gradable, handedIn, localLab } from './gradable.ts';
import type { Grader } from './grader.ts';
import type { Lookers } from './lookers.ts';
import { machine, machinesFrom } from './machines.ts';
import type { WhomOptions } from './options.ts';
import { studentOf } from './rerun.ts';
import { machineNetworks, readSecret, rosterFrom, variantHere } from './variants.ts';

/** The same course with other parameters; those were proved before. */
export type CourseWith = (params: Params) => Course;

/** Whom a grading looks at: evidence files alone, or labs and machines; students and their parameters as the roster has them. */
export async function targetsOf(
  grader: Grader,
  options: WhomOptions,
  course: Course,
  plan: Plan,
  withParams: CourseWith,
  lookers: Lookers,
): Promise<Result<readonly Gradable[], Text>> {
  const enrolment = await enrolmentOf(grader, options);
  if (!enrolment.ok) return enrolment;
  const known = (all: readonly Gradable[]) => {
    const targets = all.map((one) => enrolled(one, enrolment.value));
    reportMissing(grader, options, enrolment.value, targets);
    return ok(targets);
  };
  if (options.evidence.length > 0) {
    const files = await evidenceTargets(grader, lookers, options.evidence, options.key);
    return files.ok ? known(files.value) : files;
  }
  const machines = await machinesFrom(grader, options);
  if (!machines.ok) return machines;
  const handed = handedFrom(options);
  if (!handed.ok) return handed;
  const labs = labsOf(options, enrolment.value.students, machines.value.length + handed.value.length > 0);
  if (!labs.ok) return labs;
  const own = await ownParams(grader, enrolment.value, course.params);
  const all = [...labs.value, ...handed.value];
  const without = all.find(({ student }) => student && !own.here(student));
  if (without?.student !== undefined) return err(text('grade.variant.none', { student: without.student }));
  const keep = await keeping(grader, options.keep, course, plan);
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
    ...handed.value.map(({ file, student }) => {
      const target = { id: student, student: { id: student }, place: `commands ${file}` };
      return handedIn(lookers, target, file, own.here(student) ?? course.params, keep.value);
    }),
    ...machines.value.map((one) => machine(lookers, one, use)),
  ]);
}

const mostNamed = 20;

/** A class list with holes must not look like one without, also where nobody chose to leave somebody out. */
function reportMissing(
  { notify: tell }: Grader,
  { student }: WhomOptions,
  { students, isClass }: Enrolment,
  targets: readonly Gradable[],
): void {
  if (!isClass || student !== undefined) return;
  const there = new Set(targets.map(({ target }) => target.student?.id ?? target.id));
  const missing = students.filter(({ id }) => !there.has(id)).map(({ id }) => plainText(id));
  if (missing.length === 0) return;
  const named = missing.slice(0, mostNamed).join(', ') + (missing.length > mostNamed ? ', …' : '');
  tell(text('grade.roster.nobody', { count: missing.length, students: named }));
}

/** The class, and how its members' labs are told apart; without a roster, only the one student who was named. */
async function enrolmentOf({ env }: Grader, { roster, student }: WhomOptions): Promise<Result<Enrolment, Text>> {
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

interface Handed {
  readonly file: string;
  readonly student: string;
}

/** Whose commands they are says the file's name, or `--student` of the only one. */
function handedFrom({ rerun, student }: WhomOptions): Result<readonly Handed[], Text> {
  const files = [...new Set(rerun)];
  const all = files.map((file) => ({
    file,
    student: student !== undefined && files.length === 1 ? student : studentOf(file),
  }));
  const twice = all.find((one, index) => all.findIndex((other) => other.student === one.student) !== index);
  return twice ? err(text('grade.rerun.twice', { student: twice.student, file: twice.file })) : ok(all);
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
): Result<readonly LocalLabs[], Text> {
  const names = [...new Set(lab)];
  if (names.length === 0 && hasMachines) return ok([]);
  if (names.length > 0 || roster === undefined) {
    const all = names.length > 0 ? names : ['default'];
    return ok(all.map((name) => ({ name, ...(student !== undefined && all.length === 1 ? { student } : {}) })));
  }
  const chosen = students.filter(({ id }) => student === undefined || id === student);
  if (chosen.length === 0) return err(text('grade.roster.unknown', { student: student ?? '' }));
  return ok(chosen.map((entry) => ({ name: entry.lab ?? entry.id, student: entry.id })));
}

interface OwnParams {
  /** Clear of this machine's networks; undefined where nothing is left. */
  here(student: string): Params | undefined;
  /** As the class has them. */
  elsewhere(student: string | undefined): Params;
}

async function ownParams(
  { course }: Grader,
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
