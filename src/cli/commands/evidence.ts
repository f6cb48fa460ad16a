import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { longestReason, mayBeAllowed } from '../../grade/evidence/allowed.ts';
import { judgeCaptured } from '../../grade/evidence/captured.ts';
import type { Head } from '../../grade/evidence/record.ts';
import { allow, evidenceIn } from '../../grading/evidence/allowances.ts';
import { keyFiles, signingKey, trustedKeys } from '../../grading/evidence/evidence.ts';
import { keyOrNew, makeKeys, publicFileOf } from '../../grading/evidence/keys.ts';
import { openEvidence } from '../../grading/evidence/regrade.ts';
import { text } from '../../i18n/text.ts';
import { type Translate, translator } from '../../i18n/translate.ts';
import { ok } from '../../result.ts';
import { graderOf } from '../grader.ts';
import { refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

/** Exit 0 when every file is what it was when it was made, 1 when one is not, 2 when there is nothing to check with. */
export async function evidenceVerify(
  cli: Cli,
  files: readonly string[],
  { key }: { readonly key: readonly string[] },
): Promise<number> {
  const { io } = cli;
  const translate = translator(io.lang);
  const trusted = await trustedKeys(await graderOf(cli), key);
  if (!trusted.ok) return refuse(io, refusal(trusted.error));
  const course = await cli.services.course();
  const seen = new Map<string, string>();
  let good = true;
  for (const file of evidenceIn(files)) {
    const opened = await openEvidence(file, trusted.value, course);
    const nonce = opened.ok ? opened.value.evidence.captured.round.nonce : '';
    const twin = seen.get(nonce);
    if (!opened.ok || twin !== undefined) {
      good = false;
      const reason = opened.ok ? text('evidence.replayed', { file: twin ?? '' }) : opened.error.text;
      io.out(`${translate(text('evidence.refused', { file, reason }))}\n`);
      continue;
    }
    seen.set(nonce, file);
    const { head, captured } = opened.value.evidence;
    const rounds = [captured.round, ...(captured.further ? [captured.further] : [])];
    const looks = rounds.reduce((all, one) => all + one.looks.length, 0);
    const values = {
      file,
      at: head.at,
      target: head.target.id,
      key: opened.value.key,
      rounds: rounds.length,
      looks,
      ...planWords(head.plan, translate),
    };
    io.out(`${translate(text('evidence.verified', values))}\n`);
  }
  return good ? exit.good : exit.failed;
}

/** By which plan it was graded when it was made: its title, and the first signs of its SHA-256. */
function planWords({ sha256, value: { title } }: Head['plan'], translate: Translate) {
  return {
    plan: title === undefined ? translate(text('evidence.plan-whole')) : `"${title}"`,
    version: sha256.slice(0, 12),
  };
}

/** A place that somebody names gets a new one, and is never overwritten. */
async function newKey(files: Parameters<typeof makeKeys>[0]): ReturnType<typeof keyOrNew> {
  const made = await makeKeys(files);
  return made.ok ? ok({ key: made.value, isNew: true }) : made;
}

/** Makes a key, or tells of the one that is there. */
export async function evidenceKey(cli: Cli, { out }: { readonly out?: string }): Promise<number> {
  const { io } = cli;
  const files =
    out === undefined ? await keyFiles(await graderOf(cli)) : { privateKey: out, publicKey: publicFileOf(out) };
  await mkdir(dirname(files.privateKey), { recursive: true, mode: 0o700 }).catch(() => undefined);
  const found = out === undefined ? await keyOrNew(files) : await newKey(files);
  if (!found.ok) return refuse(io, refusal(found.error));
  const { key, isNew } = found.value;
  const { fingerprint } = key;
  const words = text('evidence.key-made', { file: files.privateKey, public: files.publicKey, key: fingerprint });
  if (isNew) io.err(`${translator(io.lang)(words)}\n`);
  io.out(`${fingerprint} ${files.publicKey}\n`);
  return exit.good;
}

export interface AllowOptions {
  readonly check: readonly string[];
  readonly reason: string;
}

/** A teacher's word on what could not be judged. Exit 0 when it is written, 2 when there is nothing to allow. */
export async function evidenceAllow(cli: Cli, file: string, { check: checks, reason }: AllowOptions): Promise<number> {
  const { io } = cli;
  const words = reason.trim();
  if (words === '' || words.length > longestReason)
    return refuse(io, refusal(text('evidence.allow-reason', { most: longestReason })));
  const grader = await graderOf(cli);
  const key = await signingKey(grader);
  if (!key.ok) return refuse(io, refusal(key.error));
  const trusted = await trustedKeys(grader, []);
  if (!trusted.ok) return refuse(io, refusal(trusted.error));
  const opened = await openEvidence(file, trusted.value, grader.course);
  if (!opened.ok) return refuse(io, refusal(opened.error.text));
  const { evidence, sha256, allowed } = opened.value;
  const { results } = judgeCaptured(evidence.captured, grader.course.checks, grader.course);
  const open = results.filter(mayBeAllowed).map(({ check: { id } }) => id);
  const other = checks.find((check) => !open.includes(check));
  if (checks.length === 0 || other !== undefined) {
    const values = { file, check: other ?? '-', checks: open.length === 0 ? '-' : open.join(', ') };
    return refuse(io, refusal(text('evidence.allow-none', values)));
  }
  const at = new Date().toISOString();
  const said = checks.map((check) => ({ evidence: sha256, check, reason: words, at }));
  await allow(file, allowed, said, key.value);
  const translate = translator(io.lang);
  for (const check of checks) io.out(`${translate(text('evidence.allowed', { file, check, reason: words }))}\n`);
  return exit.good;
}
