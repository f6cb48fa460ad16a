import { type Course, type Step, stepsOf } from '../course/course.ts';
import { machinesOf } from '../course/scene.ts';
import type { FactRequest } from '../facts/fact.ts';
import { text } from '../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../lab/lab.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import {
  failsAtFetch,
  judge,
  needsOf,
  planUnwatched,
  type Readings,
  readingsOf,
  readingsOver,
  readRound,
  walkNeeds,
  withWalks,
} from '../verify/index.ts';
import type { Evidence } from './case.ts';
import { cleaning } from './cleaning.ts';
import { onlyLooks, onlyRules, startsContainer, touchesContainers } from './lines.ts';
import { type Snapshot, snapshotNeeds, snapshotOf } from './snapshot.ts';
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
  const steps = stepsOf(course);
  const indexOf = (id: string): number => steps.findIndex((step) => step.id === id);
  /** The first steps, which only start containers. */
  const starting = steps.findIndex(({ commands }) => !commands.every(startsContainer));
  /** How many steps are done; undefined: in no known state. */
  let done: number | undefined = 0;
  /** All of these steps is there but firewall rules and switches, which may be anything. */
  let rulesSpoilt = false;
  /** The containers are those that the course starts, as they were started. */
  let pristine = false;

  async function run(script: string): Promise<ScriptResult> {
    const ran = await lab.run(script, { timeoutMs: scriptTimeoutMs, signal });
    if (!ran.ok) throw new Unable(ran.error);
    if (ran.value.timedOut || signal.aborted) {
      throw new Unable({ code: 'ended', text: text('proof.unable.ended', { seconds: scriptTimeoutMs / 1000 }) });
    }
    return ran.value;
  }

  async function typed(lines: readonly string[], typing: Typing): Promise<readonly LineStatus[]> {
    if (lines.length === 0) return [];
    const { script, nonce } = playing(lines, typing);
    return statusesIn((await run(script)).stdout, nonce, lines);
  }

  /** Types lines that lead to `after` steps being done if all of them succeed. */
  async function lead(lines: readonly string[], after: number | undefined, typing: Typing) {
    const [kept, touched] = [pristine, lines.some(touchesContainers)];
    done = undefined;
    if (touched) pristine = false;
    const statuses = await typed(lines, typing);
    if (statuses.some(({ exitCode }) => exitCode !== 0)) return statuses;
    done = after;
    pristine = touched ? after === starting : kept;
    return statuses;
  }

  async function clean(wanted: number): Promise<void> {
    if (done !== undefined && done <= wanted && rulesSpoilt) {
      await run(cleaning('rules', own));
      const lines = linesOf(steps.slice(0, done)).filter(onlyRules);
      await prepare(lines, done);
      rulesSpoilt = false;
    }
    if (done !== undefined && done <= wanted) return;
    const keep = pristine && wanted >= starting;
    await run(cleaning(keep ? 'wires' : 'containers', own));
    pristine = keep;
    rulesSpoilt = false;
    done = keep ? starting : 0;
  }

  async function prepare(lines: readonly string[], after: number): Promise<void> {
    const statuses = await lead(lines, after, { prepares: () => true, onward: false });
    const bad = statuses.find(({ exitCode }) => exitCode !== 0);
    if (bad)
      throw new Unable({ code: 'course', text: text('proof.unable.course', { line: bad.line, output: bad.output }) });
  }

  async function read(requests: readonly FactRequest<unknown>[]): Promise<Readings> {
    const plan = planUnwatched(requests);
    const round = readRound(plan, (await run(plan.script)).stdout);
    if (!round.ok) throw new Unable({ code: 'round', text: round.error.text });
    return readingsOf(round.value);
  }

  return {
    async before(step) {
      const wanted = indexOf(step);
      await clean(wanted);
      // Containers first: only what they are started by may touch them, else they would not count as the course's own.
      if (done !== undefined && done < starting && wanted > starting) {
        await prepare(linesOf(steps.slice(done, starting)), starting);
      }
      if (done !== undefined && done < wanted) await prepare(linesOf(steps.slice(done, wanted)), wanted);
    },
    async type(lines, prepares) {
      if (lines.every(onlyRules)) rulesSpoilt = true;
      else done = undefined;
      if (lines.some(touchesContainers)) pristine = false;
      return typed(lines, { onward: true, ...(prepares ? { prepares } : {}) });
    },
    play: (step) => {
      const follows = done === indexOf(step.id);
      return lead(linesOf([step]), follows ? indexOf(step.id) + 1 : undefined, { onward: false });
    },
    undo: (step) => {
      const last = done === indexOf(step.id) + 1;
      return lead(step.undo, last ? indexOf(step.id) : undefined, { onward: false });
    },
    forget() {
      done = undefined;
      pristine = false;
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
      done = 0;
      rulesSpoilt = false;
      pristine = false;
    },
  };
}

const linesOf = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ commands }) => commands).filter((line) => !onlyLooks(line));
