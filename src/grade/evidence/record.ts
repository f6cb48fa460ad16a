import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Course } from '../../course/course.ts';
import type { ParamSet } from '../../course/params.ts';
import type { Text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { walkWords } from '../../trace/index.ts';
import type { CheckResult } from '../../verify/check.ts';
import type { LookCause, Plan, Student } from '../grade.ts';
import type { Captured, CapturedRound } from './captured.ts';
import { type Fields, refusals } from './chain.ts';

/** What an evidence file is about, besides what was captured. */
export interface Head {
  /** 32 hexadecimal digits; new for every grade. */
  readonly id: string;
  readonly target: { readonly id: string; readonly place: string; readonly student?: Student };
  /** ISO 8601, by the grader's clock. */
  readonly at: string;
  /** Version of Bridgework. */
  readonly program: string;
  readonly course: { readonly sha256: string };
  readonly plan: { readonly sha256: string; readonly value: Plan };
}

export interface Evidence {
  readonly head: Head;
  readonly captured: Captured;
  /** As they were judged then; in the form that `verdictsOf` gives. */
  readonly verdicts: readonly SavedVerdict[];
}

/** A verdict as data, independent of language; the same verdict is the same JSON text. */
export type SavedVerdict = {
  readonly check: string;
  readonly ms: number;
  readonly walk?: Text;
} & CheckResult['verdict'];

export const newEvidenceId = (): string => randomBytes(16).toString('hex');

const sha256 = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex');

export const planVersion = (plan: Plan): string => sha256(JSON.stringify(plan));

/** Steps, commands and checks of a course: what was to be done and what was looked at. Words of the lessons do not count. */
export const courseVersion = (course: Course): string =>
  sha256(
    JSON.stringify(
      course.lessons.map(({ id, steps }) => [
        id,
        steps.map((step) => [step.id, step.commands, step.checks.map((check) => check.id)]),
      ]),
    ),
  );

export function verdictsOf(results: readonly CheckResult[]): readonly SavedVerdict[] {
  return results.map(({ check, verdict, ms, walk }) => ({
    check: check.id,
    ms,
    ...verdict,
    ...(walk ? { walk: walkWords(walk) } : {}),
  }));
}

/** The checks whose verdict is another one than it was. */
export function changedVerdicts(before: readonly SavedVerdict[], now: readonly SavedVerdict[]): readonly string[] {
  const old = new Map(before.map((verdict) => [verdict.check, JSON.stringify(verdict)]));
  return now.filter((verdict) => old.get(verdict.check) !== JSON.stringify(verdict)).map(({ check }) => check);
}

export function recordsOf({ head, captured, verdicts }: Evidence): readonly Fields[] {
  const { machine, params, drawn, replaced, rerun, discarded, round, further } = captured;
  const more = { ...(drawn ? { drawn } : {}), ...(replaced ? { replaced } : {}), ...(rerun ? { rerun } : {}) };
  return [
    { type: 'head', format: 'bridgework-evidence', version: 1, ...head },
    { type: 'machine', ...machine, params, ...more },
    ...discarded.map((one) => ({ type: 'discarded', ...one })),
    ...roundRecords('round', round),
    ...(further ? roundRecords('further', further) : []),
    { type: 'verdicts', verdicts },
  ];
}

function roundRecords(type: 'round' | 'further', { looks, ...round }: CapturedRound): readonly Fields[] {
  return [{ type, ...round, looks: looks.length }, ...looks.map((look) => ({ type: 'look', ...look }))];
}

const student = z.object({ id: z.string(), name: z.string().optional(), email: z.string().optional() });
const headShape = z.object({
  format: z.literal('bridgework-evidence'),
  version: z.number(),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  target: z.object({ id: z.string(), place: z.string(), student: student.optional() }),
  at: z.iso.datetime(),
  program: z.string(),
  course: z.object({ sha256: z.string() }),
  plan: z.object({ sha256: z.string(), value: z.looseObject({}) }),
});
const machineShape = z.object({
  hostname: z.string(),
  machineId: z.string().optional(),
  bootId: z.string().optional(),
  netns: z.string().optional(),
  clock: z.number(),
  hostKey: z.string().optional(),
  params: z.looseObject({}),
  drawn: z.enum(['everything', 'configured']).optional(),
  replaced: z.array(z.string()).optional(),
  rerun: z.object({ file: z.string(), sha256: z.string(), cutOff: z.boolean() }).optional(),
});
const roundBase = {
  nonce: z.string().regex(/^[0-9a-f]{16}$/),
  before: z.string(),
  after: z.string(),
  began: z.iso.datetime(),
  ended: z.iso.datetime(),
};
const roundShape = z.object({ ...roundBase, looks: z.int().nonnegative() });
const discardedShape = z.object({ ...roundBase, because: z.enum(['changed', 'unseen']) });
const lookShape = z.object({
  key: z.string(),
  script: z.string(),
  exitCode: z.number(),
  ms: z.number(),
  stdout: z.string(),
  stderr: z.string(),
});
const verdictsShape = z.object({ verdicts: z.array(z.looseObject({ check: z.string() })) });

/**
 * Records back to evidence. They were signed, so what does not fit here was written by a program that went wrong, or by
 * somebody who has the key: rounds that changed while they were captured, a nonce that was used twice, looks that are missing.
 */
export function evidenceOf(records: readonly Fields[], known: Pick<ParamSet, 'parse'>): Result<Evidence, LookCause> {
  const reader = readerOf(records);
  const head = reader.one('head', headShape);
  if (!head) return err(refusals.foreign());
  if (head.version !== 1) return err(refusals.version(head.version));
  const machine = reader.one('machine', machineShape);
  const params = machine && known.parse(machine.params);
  if (!machine || !params?.ok) return err(refusals.inconsistent(reader.line()));
  const discarded = reader.many('discarded', discardedShape);
  const round = readRound(reader, 'round');
  const further = reader.at('further') ? readRound(reader, 'further') : undefined;
  const verdicts = reader.one('verdicts', verdictsShape);
  const nonces = [...discarded, round, further].flatMap((one) => (one ? [one.nonce] : []));
  if (!round || !verdicts || !reader.atEnd() || new Set(nonces).size !== nonces.length)
    return err(refusals.inconsistent(reader.line()));
  if (further && further.before !== round.after) return err(refusals.inconsistent(reader.line()));
  const { format: _, version: __, ...rest } = head;
  const { params: ___, drawn, replaced, rerun, ...who } = machine;
  const more = { ...(drawn ? { drawn } : {}), ...(replaced ? { replaced } : {}), ...(rerun ? { rerun } : {}) };
  const captured = {
    machine: who,
    params: params.value,
    ...more,
    discarded,
    round,
    ...(further ? { further } : {}),
  };
  return ok({ head: rest, captured, verdicts: verdicts.verdicts } as unknown as Evidence);
}

type Reader = ReturnType<typeof readerOf>;

function readRound(reader: Reader, type: 'round' | 'further'): CapturedRound | undefined {
  const round = reader.one(type, roundShape);
  if (!round || round.before !== round.after) return undefined;
  const looks = reader.many('look', lookShape);
  return looks.length === round.looks ? { ...round, looks } : undefined;
}

/** One record after the other; `line` is that of the file where reading stopped. */
function readerOf(records: readonly Fields[]) {
  let index = 0;
  const at = (type: string): boolean => records[index]?.type === type;
  function one<T>(type: string, shape: z.ZodType<T>): T | undefined {
    if (!at(type)) return undefined;
    const { type: _, ...fields } = records[index] ?? { type };
    const read = shape.safeParse(fields);
    if (read.success) index += 1;
    return read.success ? read.data : undefined;
  }
  function many<T>(type: string, shape: z.ZodType<T>): readonly T[] {
    const found: T[] = [];
    for (let next = one(type, shape); next !== undefined; next = one(type, shape)) found.push(next);
    return found;
  }
  return { at, one, many, line: () => index + 1, atEnd: () => index === records.length };
}
