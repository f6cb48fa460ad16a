import '../../testing/one-host/words.ts';
import { type Course, type Step, stepsOf } from '../../course/course.ts';
import { fetch } from '../../facts/index.ts';
import { type Text, text } from '../../i18n/text.ts';
import type { Lab, LabFailure, RunLine } from '../../lab/lab.ts';
import { noProgress } from '../../learn/progress.ts';
import type { Progress, Session, SessionEvent, StepState } from '../../learn/session.ts';
import { createSession } from '../../learn/session-live.ts';
import type { Looker } from '../../look/look.ts';
import { err, ok } from '../../result.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import type { Check, CheckResult, Verdict } from '../../verify/check.ts';
import { pictureAfter } from './fake-picture.ts';

export interface FakeOptions {
  readonly course: Course;
  /** Steps that are done, and hold, from the start. */
  readonly done?: readonly string[];
  readonly at?: string;
  /** Steps of the real course that hold as well, for the picture. */
  readonly wired?: readonly string[];
  /** Starting the lab ends like this; a later `start` succeeds. */
  readonly failure?: LabFailure;
  /** Output of a command; default: one line. */
  readonly output?: (command: string) => string;
  /** Verdicts that are not what the steps done so far would give. */
  readonly verdicts?: { readonly [check: string]: Verdict };
  /** Checks that send a request, with the walk of it; one that fails carries its walk at once. */
  readonly walks?: { readonly [check: string]: CheckWalk };
  /** Checks that hold whatever was done, with the reason: as those of the real course that are not causal. */
  readonly notCausal?: { readonly [check: string]: Text };
  /** `run` waits after its first line until `cancel`. */
  readonly hangs?: boolean;
}

export interface FakeSession extends Session {
  readonly emit: (event: SessionEvent) => void;
  /** Names of the methods that were called, with their first argument. */
  readonly calls: readonly string[];
  /** Makes a step hold, or not, behind the UI's back. */
  readonly hold: (step: string, holds: boolean) => void;
}

/**
 * The real session over a make-believe lab, in which a step holds once its last command ran, and until its undo did. A command
 * with `wrong` in it fails. For tests only.
 */
export function fakeSession(options: FakeOptions): FakeSession {
  const holds = new Set(options.done ?? []);
  const listeners = new Set<(event: SessionEvent) => void>();
  const calls: string[] = [];
  const emit = (event: SessionEvent): void => {
    for (const listener of [...listeners]) listener(event);
  };
  const session = createSession({
    lab: fakeLab(options, holds),
    runLine: fakeLines(options, holds),
    course: options.course,
    checks: stepsOf(options.course).flatMap((step) => checksOf(step, options)),
    looker: fakeLooker(options, holds),
    store: {
      load: async () => ({ progress: progressOf(options) }),
      save: async () => undefined,
      archive: async () => undefined,
    },
    looks: 'entering',
  });
  session.subscribe(emit);
  const noted = Object.fromEntries(
    Object.entries(session).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        calls.push(args.length > 0 && args[0] !== undefined ? `${name} ${JSON.stringify(args[0])}` : name);
        return (method as (...all: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Session;
  return {
    ...noted,
    progress: session.progress,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    calls,
    hold: (step, on) => void (on ? holds.add(step) : holds.delete(step)),
  };
}

const progressOf = ({ done = [], at }: FakeOptions): Progress => ({
  ...noProgress,
  steps: Object.fromEntries(done.map((step): [string, StepState] => [step, 'done'])),
  at,
});

function fakeLab({ failure }: FakeOptions, holds: Set<string>): Lab {
  const status = { name: 'default', kind: 'sandbox', state: 'up' } as const;
  let failing = failure;
  return {
    name: status.name,
    kind: status.kind,
    status: async () => status,
    async up(onEvent) {
      onEvent({ type: 'phase', text: text('ui.busy.starting') });
      const why = failing;
      failing = undefined;
      return why ? err(why) : ok(status);
    },
    async down() {
      holds.clear();
      return ok(undefined);
    },
    run: () => Promise.reject(new Error('nothing looks into this lab')),
    stream: () => Promise.reject(new Error('nothing listens to this lab')),
    entry: () => Promise.reject(new Error('nothing enters this lab')),
    turn: async () => ({ release: () => undefined }),
  };
}

function fakeLines({ course, output, hangs }: FakeOptions, holds: Set<string>): RunLine {
  const steps = stepsOf(course);
  const happen = (command: string): void => {
    for (const { id, commands, undo } of steps) {
      if (commands.at(-1) === command) holds.add(id);
      if (undo.at(-1) === command) holds.delete(id);
    }
  };
  return async (command, { onData, signal }) => {
    const bad = command.includes('wrong');
    onData(bad ? 'RTNETLINK answers: Operation not supported\r\n' : (output?.(command) ?? ''));
    if (hangs) {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return ok({ ended: 'cancelled', exitCode: -1, ms: 900 });
    }
    if (!bad) happen(command);
    return ok({ ended: 'exited', exitCode: bad ? 2 : 0, ms: 120 });
  };
}

function fakeLooker({ verdicts, walks, wired, notCausal }: FakeOptions, holds: ReadonlySet<string>): Looker {
  const judged = (check: Check): CheckResult => {
    const verdict = verdicts?.[check.id] ?? (holds.has(check.step) || notCausal?.[check.id] ? pass : fail);
    const walk = verdict.verdict === 'fail' ? walks?.[check.id] : undefined;
    return { check, ms: 12, verdict, ...(walk ? { walk } : {}) };
  };
  return {
    look: async (checks, { onBegin } = {}) => {
      onBegin?.();
      const picture = pictureAfter(new Set([...holds, ...(wired ?? [])]));
      return ok({ results: checks.map(judged), picture, ms: 40, fingerprint: [...holds].sort().join() });
    },
    glance: async () => undefined,
    walk: async (checks) =>
      checks.flatMap((check) => {
        const walk = walks?.[check.id];
        return walk ? [{ ...judged(check), walk }] : [];
      }),
    fingerprint: async () => ok([...holds].sort().join()),
  };
}

const pass: Verdict = { verdict: 'pass', observed: text('ui.flow.answered') };
const fail: Verdict = {
  verdict: 'fail',
  expected: text('ui.flow.answered'),
  observed: text('ui.flow.timeout'),
  diagnosis: { id: 'switch-off', values: { bridge: 'br0' } },
};

/** Ids that tell of traffic are behaviour checks; the rest is state. */
const checksOf = (step: Step, { walks, notCausal }: FakeOptions): readonly Check[] =>
  step.checks.map(({ id }) => {
    const walk = walks?.[id];
    return {
      id,
      step: step.id,
      after: [],
      ...(notCausal?.[id] ? { notCausal: notCausal[id] } : {}),
      kind: /reach|serves|answers|wget/.test(id) ? 'behaviour' : 'state',
      needs: () => (walk ? { fetch: fetch({ from: walk.trace.flow.from, url: 'http://192.168.1.61:9000/' }) } : {}),
      judge: () => ({ verdict: 'pass' }),
    };
  });
