import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { taught } from '../../lessons/testing/taught.ts';
import { packageRoot } from '../../src/cli/course-files.ts';
import { type Course, type Step, stepsOf } from '../../src/course/course.ts';
import type { MessageId } from '../../src/i18n/catalogue.ts';
import type { Lang, TextValues } from '../../src/i18n/text.ts';
import { translator } from '../../src/i18n/translate.ts';
import { removeTree } from '../tools/remove-tree.ts';
import { Terminal } from './tmux.ts';

const exec = promisify(execFile);
const root = packageRoot();
const program = join(root, 'bin/bridgework');

export interface LearnerOptions {
  readonly lang: Lang;
  readonly columns: number;
  readonly rows: number;
}

/** Somebody in front of the real program, with a state folder and a lab of their own. */
export class Learner {
  readonly terminal: Terminal;
  readonly course: Course;
  readonly lang: Lang;
  readonly #home: string;
  readonly #say: ReturnType<typeof translator>;

  private constructor(terminal: Terminal, course: Course, home: string) {
    this.terminal = terminal;
    this.course = course;
    this.lang = course.lang;
    this.#home = home;
    this.#say = translator(course.lang);
  }

  static async sitDown({ lang, columns, rows }: LearnerOptions): Promise<Learner> {
    const course = await taught(lang);
    const home = mkdtempSync(join(tmpdir(), 'bridgework-e2e-'));
    const env = { BRIDGEWORK_HOME: home, LANG: lang === 'en' ? 'C.UTF-8' : 'zh_CN.UTF-8', LC_ALL: '' };
    const terminal = await Terminal.open({ columns, rows, cwd: root, env });
    await terminal.see('ready>');
    return new Learner(terminal, course, home);
  }

  words(id: MessageId, values?: TextValues): string {
    return this.#say(values === undefined ? { id } : { id, values });
  }

  get steps(): readonly Step[] {
    return stepsOf(this.course);
  }

  /** Waits until the UI says this; a small terminal may cut it, so its first 40 cells must do. */
  sees(id: MessageId, values?: TextValues, seconds?: number): Promise<string> {
    const start = this.words(id, values).slice(0, this.lang === 'en' ? 40 : 18);
    return this.terminal.see(start, seconds);
  }

  async start(...args: readonly string[]): Promise<void> {
    await this.terminal.type(`clear; ${program} learn ${args.join(' ')}; echo "left with $?"`);
    await this.terminal.press('Enter');
  }

  /** The header names the step. */
  at(step: Step, seconds?: number): Promise<string> {
    const title = step.title.slice(0, this.lang === 'en' ? 30 : 14);
    const onTop = (screen: string): boolean => (screen.split('\n')[0] ?? '').includes(title);
    return this.terminal.until(`the header of ${step.lesson}/${step.id}: ${title}`, onTop, seconds);
  }

  /** r, the prediction if there is one, and then every check holds. */
  async runStep(step: Step, prediction: 'right' | 'wrong' = 'right'): Promise<void> {
    await this.terminal.press('r');
    await this.predict(step, prediction);
    await this.sees('ui.message.proved', undefined, 90);
  }

  async predict(step: Step, how: 'right' | 'wrong' = 'right'): Promise<void> {
    if (!step.prediction) return;
    await this.sees('ui.predict.title');
    const { answer, options } = step.prediction;
    const option = how === 'right' ? answer : (answer + 1) % options.length;
    await this.terminal.press(`${option + 1}`);
  }

  /** The same program without the UI, on the same lab; returns its stdout, exit status 0 or not. */
  async headless(...args: readonly string[]): Promise<{ readonly stdout: string; readonly exitCode: number }> {
    const env = { ...process.env, BRIDGEWORK_HOME: this.#home };
    return exec(program, args, { env, maxBuffer: 1 << 24 }).then(
      ({ stdout }) => ({ stdout, exitCode: 0 }),
      (error: { stdout?: string; code?: number }) => ({ stdout: error.stdout ?? '', exitCode: error.code ?? -1 }),
    );
  }

  async leave(): Promise<void> {
    try {
      await this.terminal.close();
    } finally {
      await this.headless('lab', 'down');
      await removeTree(this.#home);
    }
  }
}
