import { type Course, type Step, stepsOf } from '../course/course.ts';
import type { FactRequest } from '../facts/fact.ts';
import { text } from '../i18n/text.ts';
import type { Lab, LabFailure, ScriptResult } from '../lab/lab.ts';
import { holdRound } from '../learn/hold-round.ts';
import type { Check, CheckResult } from '../verify/check.ts';
import { judge, needsOf, type Readings, readingsOf } from '../verify/index.ts';
import { cleaning } from './cleaning.ts';
import { type Snapshot, snapshotNeeds, snapshotOf } from './snapshot.ts';
import { type LineStatus, playing, statusesIn } from './typing.ts';

const playTimeoutMs = 120_000;

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
  /** Types lines as a learner's terminal would; the state counts as unknown afterwards. */
  type(lines: readonly string[]): Promise<readonly LineStatus[]>;
  /** The step's own commands; the state is known afterwards if all of them succeed and it was known before. */
  play(step: Step): Promise<readonly LineStatus[]>;
  look(checks: readonly Check[]): Promise<readonly CheckResult[]>;
  snapshot(): Promise<Snapshot>;
  /** Files of the lab were changed: a new one. */
  renew(): Promise<void>;
}

/** Commands that need a terminal only look. */
const onlyLooks = (line: string): boolean => line.startsWith('docker exec -it');
const startsContainer = (line: string): boolean => line.startsWith('docker run ');
/** `$(docker inspect …)` looks at containers; any other word to Docker may change one. */
const touchesContainers = (line: string): boolean => line.replaceAll(/\$\(docker inspect[^)]*\)/g, '').includes('docker');

export function createBench(lab: Lab, course: Course, signal: AbortSignal): Bench {
  const steps = stepsOf(course);
  const indexOf = (id: string): number => steps.findIndex((step) => step.id === id);
  /** The first steps, which only start containers. */
  const starting = steps.findIndex(({ commands }) => !commands.every(startsContainer));
  /** How many steps are done; undefined: in no known state. */
  let done: number | undefined = 0;
  /** The containers are those that the course starts, as they were started. */
  let pristine = false;

  async function run(script: string): Promise<ScriptResult> {
    const ran = await lab.run(script, { timeoutMs: playTimeoutMs, signal });
    if (!ran.ok) throw new Unable(ran.error);
    if (ran.value.timedOut || signal.aborted) {
      throw new Unable({ code: 'ended', text: text('proof.unable.ended', { seconds: playTimeoutMs / 1000 }) });
    }
    return ran.value;
  }

  async function typed(lines: readonly string[], onward: boolean): Promise<readonly LineStatus[]> {
    if (lines.length === 0) return [];
    if (lines.some(touchesContainers)) pristine = false;
    const { script, nonce } = playing(lines, onward);
    return statusesIn((await run(script)).stdout, nonce, lines);
  }

  async function clean(): Promise<void> {
    await run(cleaning(pristine ? 'kept' : 'removed'));
    done = pristine ? starting : 0;
  }

  async function playAll(chosen: readonly Step[]): Promise<readonly LineStatus[]> {
    const lines = chosen.flatMap(({ commands }) => commands).filter((line) => !onlyLooks(line));
    const before = done;
    const fresh = before !== undefined && before < starting;
    done = undefined;
    const kept = pristine;
    const statuses = await typed(lines, false);
    if (before === undefined || statuses.some(({ exitCode }) => exitCode !== 0)) return statuses;
    done = before + chosen.length;
    pristine = fresh ? done >= starting : kept;
    return statuses;
  }

  async function before(id: string): Promise<void> {
    const wanted = indexOf(id);
    if (pristine && wanted < starting) pristine = false;
    if (done === undefined || done > wanted) await clean();
    if (done !== undefined && done > wanted) {
      pristine = false;
      await clean();
    }
    const statuses = await playAll(steps.slice(done, wanted));
    const bad = statuses.find(({ exitCode }) => exitCode !== 0);
    if (!bad) return;
    throw new Unable({ code: 'course', text: text('proof.unable.course', { line: bad.line, output: bad.output }) });
  }

  async function read(requests: readonly FactRequest<unknown>[]): Promise<Readings> {
    const round = await holdRound(lab, requests, { signal });
    if (!round.ok) throw new Unable(round.error);
    return readingsOf(round.value);
  }

  return {
    before,
    async type(lines) {
      done = undefined;
      return typed(lines, true);
    },
    async play(step) {
      if (done !== undefined && steps[done] !== step) done = undefined;
      return playAll([step]);
    },
    look: async (checks) => judge(checks, await read(needsOf(checks, course.params)), course.params),
    async snapshot() {
      const needs = snapshotNeeds(course.params);
      return snapshotOf(needs, await read(Object.values(needs)));
    },
    async renew() {
      const down = await lab.down();
      if (!down.ok) throw new Unable(down.error);
      const up = await lab.up(() => undefined, signal);
      if (!up.ok) throw new Unable(up.error);
      done = 0;
      pristine = false;
    },
  };
}
