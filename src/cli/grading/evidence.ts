import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Course } from '../../course/course.ts';
import { checksOfSteps } from '../../course/graph.ts';
import {
  type KeyFiles,
  makeKeys,
  publicFileOf,
  readPublicKey,
  readSigningKey,
  type SigningKey,
} from '../../grade/evidence/keys.ts';
import { courseVersion, planVersion } from '../../grade/evidence/record.ts';
import { type Survey, surveyEvidence } from '../../grade/evidence/regrade.ts';
import { createStore, type EvidenceStore } from '../../grade/evidence/store.ts';
import type { Plan } from '../../grade/grade.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { err, ok, type Result } from '../../result.ts';
import { packageRoot } from '../course-files.ts';
import { type Refusal, refusal } from '../refuse.ts';
import type { Cli } from '../services.ts';
import type { Gradable } from './gradable.ts';

/** Where this grader's own key is: BRIDGEWORK_EVIDENCE_KEY, else in the state folder. */
export async function keyFiles({ io, services }: Cli): Promise<KeyFiles> {
  const privateKey = io.env['BRIDGEWORK_EVIDENCE_KEY'] || join(await services.home(), 'keys', 'evidence.pem');
  return { privateKey, publicKey: publicFileOf(privateKey) };
}

/** The grader's key; the first grading makes it, and says so. */
export async function signingKey(cli: Cli): Promise<Result<SigningKey, Refusal>> {
  const files = await keyFiles(cli);
  if (existsSync(files.privateKey)) {
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

export async function evidenceStore(
  cli: Cli,
  folder: string | undefined,
  course: Course,
  plan: Plan,
): Promise<Result<EvidenceStore, Refusal>> {
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
  return ok(createStore({ folder: folder ?? join(await cli.services.home(), 'evidence'), key: key.value, grading }));
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
  files: readonly string[],
  named: readonly string[],
): Promise<Result<readonly Gradable[], Refusal>> {
  const trusted = await trustedKeys(cli, named);
  if (!trusted.ok) return trusted;
  const own = [...new Set(files)];
  const survey = await surveyEvidence(own, trusted.value, await cli.services.course());
  return ok(own.map((file) => evidenceTarget(cli, survey, file)));
}

function evidenceTarget({ io, services }: Cli, survey: Survey, file: string): Gradable {
  return {
    target: survey.targetOf(file),
    async look(plan) {
      const steps = plan.steps.map(({ step }) => step);
      const { look, changed } = await survey.regrade(file, checksOfSteps((await services.course()).checks, steps));
      if (changed.length > 0) {
        const checks = changed.slice(0, 10).join(', ') + (changed.length > 10 ? ', …' : '');
        io.err(`${translator(io.lang)(text('evidence.changed', { file, count: changed.length, checks }))}\n`);
      }
      return look;
    },
  };
}
