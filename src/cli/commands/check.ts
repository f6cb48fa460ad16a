import { type Course, stepsOf } from '../../course/course.ts';
import { checksOfSteps } from '../../course/graph.ts';
import { withBlockers } from '../../learn/armed.ts';
import type { Looked } from '../../look/look.ts';
import { createLooker } from '../../look/looker.ts';
import { plainDeep } from '../../text/plain.ts';
import { exitOf } from '../exit-of.ts';
import { findSteps } from '../find-step.ts';
import { type CheckDocument, checkDocument, toCheckDocument } from '../json/check-document.ts';
import { readLabCourse } from '../lab-course.ts';
import { lookAt, openLab } from '../looking.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refuse } from '../refuse.ts';
import type { Cli } from '../services.ts';
import { type LabWatch, watchLab } from '../watch-lab.ts';
import { foreseenLines, refutedLines } from '../words/early.ts';
import { verdictLines } from '../words/verdicts.ts';

export interface CheckOptions extends LabOption, CourseOption {
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** Looks at the steps (none: the whole course) and says what holds. Progress plays no part. */
export async function check(cli: Cli, names: readonly string[], options: CheckOptions): Promise<number> {
  const { io } = cli;
  const course = await readLabCourse(cli, options);
  if (!course.ok) return refuse(io, course.error);
  const steps = findSteps(course.value, names.length > 0 ? names : stepsOf(course.value).map(({ id }) => id));
  if (!steps.ok) return refuse(io, steps.error);
  const lab = await openLab(cli, options.lab, course.value);
  if (!lab.ok) return refuse(io, lab.error);

  const ids = steps.value.map(({ id }) => id);
  const wanted = new Set(steps.value.flatMap((step) => step.checks.map(({ id }) => id)));
  const documentOf = ({ results }: Looked): CheckDocument =>
    checkDocument.parse(toCheckDocument(lab.value.name, course.value, withBlockers(wanted, results), io.lang));
  const print = (document: CheckDocument): number => {
    io.out(
      options.json
        ? jsonOf(document, options.watch === true)
        : `${verdictLines(plainDeep(document), course.value, io.lang).join('\n')}\n`,
    );
    return exitOf(document);
  };

  if (options.watch) {
    const looker = createLooker(lab.value, course.value.scene);
    const { checks: all } = await cli.services.course();
    const early = options.json ? {} : { early: earlyWords(cli, course.value, wanted, documentOf) };
    return await watchLab({
      cli,
      lab: lab.value,
      looker,
      checks: checksOfSteps(all, ids),
      documentOf,
      print,
      ...early,
    });
  }
  const looked = await lookAt(cli, lab.value, course.value, ids);
  return looked.ok ? print(documentOf(looked.value)) : refuse(io, looked.error);
}

/** Before a look is over: what does not hold, each time that this is news, and which requests will die. */
function earlyWords(
  { io }: Cli,
  course: Course,
  wanted: ReadonlySet<string>,
  documentOf: (looked: Looked) => CheckDocument,
): NonNullable<LabWatch['early']> {
  const say = (lines: readonly string[]): void => {
    if (lines.length > 0) io.out(`${lines.join('\n')}\n`);
  };
  const told = new Map<string, string>();
  return {
    results(results) {
      const news = results.filter(({ check, verdict }) => {
        const before = told.get(check.id);
        told.set(check.id, verdict.verdict);
        return wanted.has(check.id) && verdict.verdict === 'fail' && before !== 'fail';
      });
      const document = documentOf({ results: news, picture: undefined, ms: 0, fingerprint: '' });
      // Without the line that counts: this is not all.
      if (news.length > 0) say(verdictLines(plainDeep(document), course, io.lang).slice(0, -1));
    },
    foreseen: (foreseen) =>
      say(
        foreseenLines(
          foreseen.filter(({ check }) => wanted.has(check.id)),
          course,
          io.lang,
        ),
      ),
    refuted: (refuted) => say(refutedLines(refuted, course, io.lang)),
  };
}

/** While watching: one document a line. */
const jsonOf = (document: CheckDocument, oneLine: boolean): string =>
  `${JSON.stringify(document, null, oneLine ? 0 : 2)}\n`;
