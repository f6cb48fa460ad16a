import * as z from 'zod';
import type { Text } from '../../i18n/text.ts';
import type { Translate } from '../../i18n/translate.ts';
import { aspects, type Outcome } from '../../proof/case.ts';
import type { Check } from '../../verify/check.ts';

const count = z.int().nonnegative();
const fails = z.record(z.string(), z.string());

/** `course test --json`. */
export const proofDocument = z
  .strictObject({
    version: z.literal(1),
    jobs: z.int().positive(),
    /** Of the whole run, starting and ending the labs included. */
    ms: count,
    /** Without what could not be tried, which is `unable`. */
    summary: z.partialRecord(z.enum(aspects), z.strictObject({ held: count, total: count, unable: count })),
    checks: z.array(z.strictObject({ check: z.string(), step: z.string(), notCausal: z.string().optional() })),
    /** Commands that too little is tried against. */
    gaps: z.array(z.string()),
    cases: z.array(
      z.strictObject({
        aspect: z.enum(aspects),
        step: z.string(),
        name: z.string(),
        held: z.boolean(),
        problems: z.array(z.string()),
        unable: z.string().optional(),
        ms: count,
        checks: z.array(z.string()),
        until: z.enum(['lesson', 'course']).optional(),
        /** Lines that were typed in place of the command (of the step where there is none), and the diagnosis that each check has to give. */
        wrong: z.strictObject({ command: count.optional(), lines: z.array(z.string()), fails }).optional(),
      }),
    ),
  })
  .meta({ title: 'bridgework course test --json' });

export type ProofDocument = z.infer<typeof proofDocument>;

export interface Proved {
  readonly outcomes: readonly Outcome[];
  readonly checks: readonly Check[];
  readonly gaps: readonly Text[];
  readonly jobs: number;
  readonly ms: number;
}

export function toProofDocument(proved: Proved, translate: Translate): ProofDocument {
  const { outcomes, checks, gaps, jobs, ms } = proved;
  const summary = Object.fromEntries(
    aspects.flatMap((aspect) => {
      const mine = outcomes.filter((one) => one.aspect === aspect);
      const unable = mine.filter((one) => one.unable).length;
      const held = mine.filter(holds).length;
      return mine.length === 0 ? [] : [[aspect, { held, total: mine.length - unable, unable }]];
    }),
  ) as ProofDocument['summary'];
  return {
    version: 1,
    jobs,
    ms,
    summary,
    checks: checks.map(({ id, step, notCausal }) => ({
      check: id,
      step,
      ...(notCausal ? { notCausal: translate(notCausal) } : {}),
    })),
    gaps: gaps.map(translate),
    cases: outcomes.map(({ problems, unable, wrong, ...rest }) => ({
      ...rest,
      checks: [...rest.checks],
      held: holds({ problems, ...(unable ? { unable } : {}) }),
      problems: problems.map(translate),
      ...(unable ? { unable: translate(unable) } : {}),
      ...(wrong ? { wrong: { ...wrong, lines: [...wrong.lines] } } : {}),
    })),
  };
}

export const holds = ({ problems, unable }: Pick<Outcome, 'problems' | 'unable'>): boolean =>
  problems.length === 0 && unable === undefined;
