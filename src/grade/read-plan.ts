import { LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import type { MessageId } from '../i18n/catalogue.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { type PlanFile, planSchema } from './plan-schema.ts';

/** Something wrong in a plan file; `warning`: it can be used, but is perhaps not what was meant. */
export interface PlanProblem {
  /** From 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly text: Text;
}

/** Where something of the file stands: a path of keys and indexes to a line. */
export type LineOf = (path: readonly PropertyKey[]) => number;

export interface ReadPlan {
  readonly file: PlanFile;
  readonly lineOf: LineOf;
}

const mostCharacters = 1_000_000;

/** A plan file (YAML, so JSON too) that has the shape of one; what it names may not exist yet. */
export function readPlan(source: string): Result<ReadPlan, readonly PlanProblem[]> {
  if (source.length > mostCharacters) return err([problem(1, text('grade.plan.too-long'))]);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    return err(
      document.errors.map(({ message, pos }) =>
        problem(lines.linePos(pos[0]).line, text('grade.plan.yaml', { reason: firstLine(message) })),
      ),
    );
  const lineOf: LineOf = (path) => {
    for (let length = path.length; length > 0; length--) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      const start = isNode(node) ? node.range[0] : undefined;
      if (start !== undefined) return lines.linePos(start).line;
    }
    return 1;
  };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Aliases that unfold without end.
    return err([problem(1, text('grade.plan.yaml', { reason: firstLine(String(error)) }))]);
  }
  const parsed = planSchema.safeParse(data ?? {});
  return parsed.success
    ? ok({ file: parsed.data, lineOf })
    : err(parsed.error.issues.flatMap((issue) => problemsOf(issue, lineOf)));
}

export const problem = (line: number, words: Text, severity: PlanProblem['severity'] = 'error'): PlanProblem => ({
  line,
  severity,
  text: words,
});

const firstLine = (words: string): string => (words.split('\n')[0] ?? '').slice(0, 160);

const isNode = (value: unknown): value is { readonly range: readonly [number, number, number] } =>
  typeof value === 'object' && value !== null && 'range' in value && Array.isArray(value.range);

function problemsOf(issue: z.core.$ZodIssue, lineOf: LineOf): readonly PlanProblem[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      problem(lineOf([...issue.path, key]), text('grade.plan.unknown-key', { key: key.slice(0, 60) })),
    );
  // An entry of either kind: what is wrong with the kind that it is, not that it is none of them.
  const branch =
    issue.code === 'invalid_union' && issue.errors.find((inner) => inner.every(({ path }) => path.length > 0));
  if (branch)
    return branch.flatMap((inner) =>
      problemsOf({ ...inner, path: [...issue.path, ...inner.path] } as typeof inner, lineOf),
    );
  const path = issue.path.join('.');
  const words = text(issue.message as MessageId);
  return [problem(lineOf(issue.path), path === '' ? words : text('grade.plan.at', { path, problem: words }))];
}
