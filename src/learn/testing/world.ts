import type { Course, Step } from '../../course/course.ts';
import { text } from '../../i18n/text.ts';
import type { Lab, LabFailure, LabStatus, RunLine } from '../../lab/lab.ts';
import type { ContainerIdentities } from '../../look/container-identities.ts';
import type { Looker } from '../../look/look.ts';
import { err, ok } from '../../result.ts';
import { defaultParams } from '../../testing/one-host/params.ts';
import { scene } from '../../testing/one-host/scene.ts';
import { type Check, type CheckResult, defineCheck } from '../../verify/check.ts';
import { noProgress } from '../progress.ts';
import type { ProgressStore } from '../progress-file.ts';
import type { Progress, SessionEvent } from '../session.ts';
import { createSession, type SessionDeps } from '../session-live.ts';

const ids = ['one', 'two', 'three'] as const;

const stepOf = (id: string): Step => ({
  id,
  lesson: 'lesson',
  title: id,
  prose: '',
  commands: [`do ${id}`],
  look: '',
  checks: [{ id: `${id}-holds`, title: `${id} holds` }],
  hints: ['', '', ''],
  undo: [`undo ${id}`],
  prediction: { question: '?', options: ['no', 'yes'], answer: 1, explanation: '' },
});

export const course: Course = {
  identity: { id: 'test', names: {} },
  lang: 'en',
  params: defaultParams,
  scene,
  lessons: [{ id: 'lesson', number: 0, title: 'Lesson', intro: '', goal: [], steps: ids.map(stepOf) }],
};

const checks: readonly Check[] = ids.map((id, index) =>
  defineCheck({
    id: `${id}-holds`,
    step: id,
    after: index === 0 ? [] : [`${ids[index - 1]}-holds`],
    kind: 'state',
    needs: () => ({}),
    judge: () => ({ verdict: 'pass' }),
  }),
);

const notUp: LabFailure = { code: 'not-up', text: text('lab.fail.not-up', { name: 'test' }) };
const status: LabStatus = { name: 'test', kind: 'sandbox', state: 'up' };

/** A lab in memory: what holds is a set of step ids; `do X`, `undo X`, `fail`, `hang` and `break X` are its commands. */
export class World {
  readonly holds = new Set<string>();
  readonly events: SessionEvent[] = [];
  readonly looks: (readonly string[])[] = [];
  /** Of each look the checks whose failing requests were to be walked. */
  readonly walked: (readonly string[])[] = [];
  readonly ran: string[] = [];
  up = false;
  identities: ContainerIdentities | undefined;
  saved: Progress = noProgress;
  archived = 0;
  /** Somebody wrote the progress file. */
  written: () => void = () => undefined;
  /** A line of the monitor. */
  notify: (line: string) => void = () => undefined;
  /** The lab dies, and the monitor with it. */
  die: () => void = () => undefined;
  /** How many rounds are held at this moment, and how many there were at most. */
  rounds = { now: 0, most: 0 };

  readonly lab: Lab = {
    name: 'test',
    kind: 'sandbox',
    status: async () => status,
    up: async () => {
      this.up = true;
      return ok(status);
    },
    down: async () => {
      this.up = false;
      this.holds.clear();
      return ok(undefined);
    },
    run: async () => err(notUp),
    turn: async () => ({ release: () => undefined }),
    stream: async (_script, { onLine, signal }) => {
      if (!this.up) return err(notUp);
      this.notify = onLine;
      onLine('ready');
      await new Promise<void>((resolve) => {
        this.die = () => {
          this.up = false;
          resolve();
        };
        signal?.addEventListener('abort', () => resolve());
      });
      return ok({ stderr: '', exitCode: null, signal: 'SIGKILL' });
    },
    entry: async () => (this.up ? ok({ file: 'sh', args: [], env: {} }) : err(notUp)),
  };

  readonly runLine: RunLine = async (command, { onData, signal }) => {
    if (!this.up) return err(notUp);
    this.ran.push(command);
    const [verb, step = ''] = command.split(' ');
    if (verb === 'do') this.holds.add(step);
    if (verb === 'undo' || verb === 'break') this.holds.delete(step);
    onData(`${command}\r\n`);
    if (verb === 'hang') {
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return ok({ ended: 'cancelled', exitCode: -1, ms: 1 });
    }
    return ok({ ended: 'exited', exitCode: verb === 'fail' ? 3 : 0, ms: 1 });
  };

  readonly looker: Looker = {
    look: async (wanted, { onBegin, walks = () => true } = {}) => {
      onBegin?.();
      this.walked.push(wanted.filter((check) => walks(check)).map(({ id }) => id));
      this.rounds.now += 1;
      this.rounds.most = Math.max(this.rounds.most, this.rounds.now);
      this.looks.push(wanted.map(({ id }) => id));
      await new Promise((resolve) => setImmediate(resolve));
      this.rounds.now -= 1;
      if (!this.up) return err(notUp);
      return ok({
        ...(this.identities ? { identities: this.identities } : {}),
        results: wanted.map((check) => this.#judge(check)),
        picture: undefined,
        ms: 1,
        fingerprint: this.#mark(),
      });
    },
    glance: async (wanted) => wanted.map((check) => this.#judge(check)),
    walk: async (wanted) => (this.up ? wanted.map((check) => this.#judge(check)) : undefined),
    fingerprint: async () => (this.up ? ok(this.#mark()) : err(notUp)),
  };

  readonly store: ProgressStore = {
    load: async () => ({ progress: this.saved }),
    peek: async () => this.saved,
    watch: async (changed) => {
      this.written = changed;
      return () => undefined;
    },
    save: async (progress) => {
      this.saved = progress;
      return undefined;
    },
    archive: async () => {
      this.archived += 1;
      this.saved = noProgress;
      return '/kept';
    },
  };

  session(more: Partial<SessionDeps> = {}) {
    const { lab, runLine, looker, store } = this;
    const session = createSession({ lab, runLine, looker, store, course, checks, looks: 'entering', ...more });
    session.subscribe((event) => this.events.push(event));
    return session;
  }

  types(): readonly string[] {
    return this.events.map(({ type }) => type);
  }

  #judge(check: Check): CheckResult {
    const verdict = this.holds.has(check.step)
      ? ({ verdict: 'pass' } as const)
      : ({
          verdict: 'fail',
          expected: text('learn.unproved', { step: '' }),
          observed: text('learn.unproved', { step: '' }),
        } as const);
    return { check, verdict, ms: 1 };
  }

  #mark = (): string => [...this.holds].sort().join(',');
}
