import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../cli/course-files.ts';
import { type Refusal, refusal } from '../../cli/refuse.ts';
import type { Cli } from '../../cli/services.ts';
import type { Course } from '../../course/course.ts';
import { courseVersion, planVersion } from '../../grade/evidence/record.ts';
import type { Plan } from '../../grade/grade.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { err, ok, type Result } from '../../result.ts';
import { type Gradable, stepsIn } from '../gradable.ts';
import type { Lookers } from '../lookers.ts';
import type { Keeping } from '../perform.ts';
import {
  isUnmade,
  type KeyFiles,
  makeKeys,
  publicFileOf,
  readPublicKey,
  readSigningKey,
  type SigningKey,
} from './keys.ts';
import { type Survey, surveyEvidence } from './regrade.ts';

/** Where this grader's own key is: BRIDGEWORK_EVIDENCE_KEY, else in the state folder. */
export async function keyFiles({ io, services }: Cli): Promise<KeyFiles> {
  const privateKey = io.env['BRIDGEWORK_EVIDENCE_KEY'] || join(await services.home(), 'keys', 'evidence.pem');
  return { privateKey, publicKey: publicFileOf(privateKey) };
}

/** The grader's key; the first grading makes it, and says so. */
export async function signingKey(cli: Cli): Promise<Result<SigningKey, Refusal>> {
  const files = await keyFiles(cli);
  if (existsSync(files.privateKey) && !(await isUnmade(files.privateKey))) {
    const read = await readSigningKey(files.privateKey);
    return read.ok ? read : err(refusal(read.error));
  }
  await mkdir(dirname(files.privateKey), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const made = await makeKeys(files);
  if (!made.ok) return err(refusal(made.error));
  const words = text('evidence.key-made', {
    file: files.privateKey,
    public: files.publicKey,
    key: made.value.fingerprint,
  });
  cli.io.err(`${translator(cli.io.lang)(words)}\n`);
  return made;
}

/** Where this grading keeps what it sees, and by which key it is signed. */
export async function keeping(
  cli: Cli,
  folder: string | undefined,
  course: Course,
  plan: Plan,
): Promise<Result<Keeping, Refusal>> {
  const key = await signingKey(cli);
  if (!key.ok) return key;
  const manifest = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const grading = {
    program: manifest.version,
    course: { sha256: courseVersion(course) },
    plan: { sha256: planVersion(plan), value: plan },
  };
  return ok({ folder: folder ?? join(await cli.services.home(), 'evidence'), key: key.value, grading });
}

/** Public keys that were named; one's own too, where there is one. */
export async function trustedKeys(cli: Cli, named: readonly string[]): Promise<Result<readonly KeyObject[], Refusal>> {
  const { publicKey } = await keyFiles(cli);
  const files = [...named, ...(existsSync(publicKey) ? [publicKey] : [])];
  if (files.length === 0) return err(refusal(text('evidence.no-key')));
  const keys: KeyObject[] = [];
  for (const file of files) {
    const read = await readPublicKey(file);
    if (!read.ok) return err(refusal(read.error));
    keys.push(read.value);
  }
  return ok(keys);
}

/** Evidence files as targets: judged again, without any machine. */
export async function evidenceTargets(
  cli: Cli,
  lookers: Lookers,
  files: readonly string[],
  named: readonly string[],
): Promise<Result<readonly Gradable[], Refusal>> {
  const trusted = await trustedKeys(cli, named);
  if (!trusted.ok) return trusted;
  const own = [...new Set(files)];
  const survey = await surveyEvidence(own, trusted.value, await cli.services.course());
  return ok(own.map((file) => evidenceTarget(cli, lookers, survey, file, trusted.value)));
}

function evidenceTarget(
  { io }: Cli,
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
        io.err(`${translator(io.lang)(text('evidence.changed', { file, count: changed.length, checks }))}\n`);
      }
      return look;
    },
  };
}
