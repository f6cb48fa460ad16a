import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Course } from '../../course/course.ts';
import { courseVersion, planVersion } from '../../grade/evidence/record.ts';
import type { SigningKey } from '../../grade/evidence/signing-key.ts';
import type { Plan } from '../../grade/grade.ts';
import { stepsIn } from '../../grade/plan.ts';
import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Gradable } from '../gradable.ts';
import type { Grader } from '../grader.ts';
import type { Lookers } from '../lookers.ts';
import type { Keeping } from '../perform.ts';
import { evidenceIn } from './allowances.ts';
import { type KeyFiles, keyOrNew, publicFileOf, readPublicKey } from './keys.ts';
import { type Survey, surveyEvidence } from './regrade.ts';

/** Where this grader's own key is: BRIDGEWORK_EVIDENCE_KEY, else in the state folder. */
export async function keyFiles({ env, home }: Grader): Promise<KeyFiles> {
  const privateKey = env['BRIDGEWORK_EVIDENCE_KEY'] || join(await home(), 'keys', 'evidence.pem');
  return { privateKey, publicKey: publicFileOf(privateKey) };
}

/** The grader's key; the first grading makes it, and says so. */
export async function signingKey(grader: Grader): Promise<Result<SigningKey, Text>> {
  const files = await keyFiles(grader);
  await mkdir(dirname(files.privateKey), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const found = await keyOrNew(files);
  if (!found.ok) return found;
  const { key, isNew } = found.value;
  if (isNew) {
    const values = { file: files.privateKey, public: files.publicKey, key: key.fingerprint };
    grader.notify(text('evidence.key-made', values));
  }
  return ok(key);
}

/** Where this grading keeps what it sees, and by which key it is signed. */
export async function keeping(
  grader: Grader,
  folder: string | undefined,
  course: Course,
  plan: Plan,
): Promise<Result<Keeping, Text>> {
  const key = await signingKey(grader);
  if (!key.ok) return key;
  const grading = {
    program: grader.program,
    course: { sha256: courseVersion(course) },
    plan: { sha256: planVersion(plan), value: plan },
  };
  return ok({ folder: folder ?? join(await grader.home(), 'evidence'), key: key.value, grading });
}

/** Public keys that were named; one's own too, where there is one. */
export async function trustedKeys(
  grader: Grader,
  named: readonly string[],
): Promise<Result<readonly KeyObject[], Text>> {
  const { publicKey } = await keyFiles(grader);
  const files = [...named, ...(existsSync(publicKey) ? [publicKey] : [])];
  if (files.length === 0) return err(text('evidence.no-key'));
  const keys: KeyObject[] = [];
  for (const file of files) {
    const read = await readPublicKey(file);
    if (!read.ok) return err(read.error);
    keys.push(read.value);
  }
  return ok(keys);
}

/** Evidence files as targets: judged again, without any machine. */
export async function evidenceTargets(
  grader: Grader,
  lookers: Lookers,
  files: readonly string[],
  named: readonly string[],
): Promise<Result<readonly Gradable[], Text>> {
  const trusted = await trustedKeys(grader, named);
  if (!trusted.ok) return trusted;
  const own = evidenceIn(files);
  const survey = await surveyEvidence(own, trusted.value, grader.course);
  return ok(own.map((file) => evidenceTarget(grader, lookers, survey, file, trusted.value)));
}

function evidenceTarget(
  { notify: tell }: Grader,
  lookers: Lookers,
  survey: Survey,
  file: string,
  trusted: readonly KeyObject[],
): Gradable {
  const target = survey.targetOf(file);
  return {
    target,
    async look(plan, signal) {
      const refusal = survey.refusalOf(file);
      if (refusal) return refusal;
      const job = { kind: 'evidence', steps: stepsIn(plan), target, file, trusted } as const;
      const { look, changed } = await lookers.perform(job, signal);
      if (changed.length > 0) {
        const checks = changed.slice(0, 10).join(', ') + (changed.length > 10 ? ', …' : '');
        tell(text('evidence.changed', { file, count: changed.length, checks }));
      }
      return look;
    },
  };
}
