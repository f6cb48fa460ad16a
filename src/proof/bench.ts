import { type Course, type Step, stepsOf } from '../course/course.ts';
import { machinesOf } from '../course/scene.ts';
import { text } from '../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../lab/lab.ts';
import { failureOf, observe } from '../look/observe.ts';
import { failsAtFetch, walkNeeds, withWalks } from '../look/walks.ts';
import { type FactRequest, planUnwatched, type Readings, readingsOf, readingsOver } from '../round/index.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { judge, needsOf } from '../verify/index.ts';
import type { Evidence } from './case.ts';
import { cleaning } from './cleaning.ts';
import { type Snapshot, snapshotNeeds, snapshotOf } from './snapshot.ts';
import { afterTyping, type Lead, leading, linesOf, newLab, playedOf, toReach, type Work } from './standing.ts';
import { type LineStatus, playing, statusesIn, type Typing } from './typing.ts';

const scriptTimeoutMs = 120_000;

/** The lab did not let us try: thrown inside the engine, and told as such by whoever started a case. */
export class Unable extends Error {
  readonly failure: LabFailure;
  constructor(failure: LabFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** A real lab in which case after case is tried. Methods throw `Unable`. */
export interface Bench {
  /** Everything before the step is done by the course's own commands, and nothing else. */
  before(step: string): Promise<void>;
  /** Types lines as a learner's terminal would, but for those that only prepare. */
  type(lines: readonly string[], prepares?: Typing['prepares']): Promise<readonly LineStatus[]>;
  /** Types the step's own commands; it counts as done if all succeed and all before it was done. */
  play(step: Step): Promise<readonly LineStatus[]>;
  /** Types the step's own undo; what is before it counts as done if all succeed and the step was the last that was done. */
  undo(step: Step): Promise<readonly LineStatus[]>;
  /** The state counts as unknown. */
  forget(): void;
  look(checks: readonly Check[]): Promise<readonly CheckResult[]>;
  snapshot(): Promise<Snapshot>;
  /** Files of the lab were changed: a new one. */
  renew(): Promise<void>;
}

export function createBench(lab: Lab, course: Course, keeps: Evidence['keeps'], signal: AbortSignal): Bench {
  const own = { machines: machinesOf(course.scene), ...keeps };
  const played = playedOf(stepsOf(course));
  const indexOf = (id: string): number => played.steps.findIndex((step) => step.id === id);
  let standing = newLab;
  const run = (script: string) => runIn(lab, script, signal);
  const read = (requests: readonly FactRequest<unknown>[]) => readIn(lab, requests, signal);

  async function type(lines: readonly string[], typing: Typing): Promise<readonly LineStatus[]> {
    if (lines.length === 0) return [];
    const { script, nonce } = playing(lines, typing);
    return statusesIn((await run(script)).stdout, nonce, lines);
  }

  /** Types lines that lead somewhere if all of them succeed. */
  async function lead(lines: readonly string[], { during, after }: Lead, typing: Typing) {
    standing = during;
    const statuses = await type(lines, typing);
    if (statuses.every(({ exitCode }) => exitCode === 0)) standing = after;
    return statuses;
  }

  async function doWork(work: Work): Promise<void> {
    if (work.type === 'clean') {
      await run(cleaning(work.what, own));
      standing = work.after;
      return;
    }
    const statuses = await lead(work.lines, work, { prepares: () => true, onward: false });
    const bad = statuses.find(({ exitCode }) => exitCode !== 0);
    if (bad)
      throw new Unable({ code: 'course', text: text('proof.unable.course', { line: bad.line, output: bad.output }) });
  }

  return {
    async before(step) {
      for (const work of toReach(standing, indexOf(step), played)) await doWork(work);
    },
    async type(lines, prepares) {
      standing = afterTyping(standing, lines);
      return type(lines, { onward: true, ...(prepares ? { prepares } : {}) });
    },
    play: (step) => {
      const [lines, index] = [linesOf([step]), indexOf(step.id)];
      const done = standing.done === index ? index + 1 : undefined;
      return lead(lines, leading(standing, lines, done, played), { onward: false });
    },
    undo: (step) => {
      const index = indexOf(step.id);
      const done = standing.done === index + 1 ? index : undefined;
      return lead(step.undo, leading(standing, step.undo, done, played), { onward: false });
    },
    forget() {
      standing = { ...standing, done: undefined, pristine: false };
    },
    async look(checks) {
      const { params } = course;
      const readings = await read(needsOf(checks, params));
      const results = judge(checks, readings, params);
      const failing = results.filter((result) => failsAtFetch(result, params));
      if (failing.length === 0) return results;
      // What learners are told of a failed request is told by its walk, so that is what the proof asks.
      const judged = failing.map(({ check }) => check);
      const more = walkNeeds(judged, readings, course.scene);
      const walked = withWalks(failing, readingsOver(await read(more), readings, more), course.scene);
      return results.map((one) => walked.find(({ check }) => check === one.check) ?? one);
    },
    async snapshot() {
      const needs = snapshotNeeds(course.scene);
      return snapshotOf(needs, await read(Object.values(needs)));
    },
    async renew() {
      const down = await lab.down();
      if (!down.ok) throw new Unable(down.error);
      const up = await lab.up(() => undefined, signal);
      if (!up.ok) throw new Unable(up.error);
      standing = newLab;
    },
  };
}

const ended: LabFailure = { code: 'ended', text: text('proof.unable.ended', { seconds: scriptTimeoutMs / 1000 }) };

async function runIn(lab: Lab, script: string, signal: AbortSignal): Promise<ScriptResult> {
  const ran = await lab.run(script, { timeoutMs: scriptTimeoutMs, signal });
  if (!ran.ok) throw new Unable(ran.error);
  if (ran.value.timedOut || signal.aborted) throw new Unable(ended);
  return ran.value;
}

/** One round, without fingerprints: nobody else changes the lab. */
async function readIn(lab: Lab, requests: readonly FactRequest<unknown>[], signal: AbortSignal): Promise<Readings> {
  const seen = await observe(lab, planUnwatched(requests), { timeoutMs: scriptTimeoutMs, signal });
  if (seen.ok && !signal.aborted) return readingsOf(seen.value.round);
  if (seen.ok || seen.error.why === 'late') throw new Unable(ended);
  throw new Unable(seen.error.why === 'garbled' ? { code: 'round', text: seen.error.reason } : failureOf(seen.error));
}
