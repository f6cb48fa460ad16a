import type { ResourceLimits, Worker } from 'node:worker_threads';
import type { Course } from '../course/course.ts';
import type { Params } from '../course/params.ts';
import type { CourseDefinition } from '../define/course.ts';
import type { Lang } from '../i18n/text.ts';
import type {
  Entry,
  Finding,
  Lab,
  LabEvent,
  LabFailure,
  LabStatus,
  Leavings,
  Remote,
  RunLine,
  SpareLab,
  SshSettings,
  SshTarget,
} from '../lab/lab.ts';
import type { Session } from '../learn/session.ts';
import type { Result } from '../result.ts';

/** Exit codes are a contract: scripts and graders rely on them (docs/command-line.md). */
export const exit = {
  /** Everything passes; done. */
  good: 0,
  /** Some check fails; a command failed. */
  failed: 1,
  /** We could not look, the command line makes no sense, or the machine lacks something. */
  unable: 2,
  notUp: 3,
  /** Ctrl-C, as a shell gives it. */
  interrupted: 130,
} as const;

/** Where words go: data to `out`, words for people to `err`. */
export interface Io {
  readonly env: { readonly [name: string]: string | undefined };
  readonly lang: Lang;
  out(text: string): void;
  err(text: string): void;
  /**
   * To where `out` or `err` goes, as it is: the output of a command that somebody runs on this terminal, and our own movements
   * of the cursor. Everything else is made harmless on its way (src/text/plain.ts), whoever wrote it.
   */
  terminal(to: 'out' | 'err', text: string): void;
  /** Width of the terminal that `err` writes to; absent when it is none. */
  readonly errColumns?: number | undefined;
  /** What somebody answers in the terminal; undefined where nobody is there. */
  ask(question: string): Promise<string | undefined>;
  /** Runs `onInterrupt` at Ctrl-C or SIGTERM until the returned function is called. */
  interruptible(onInterrupt: () => void): () => void;
}

/** What only the composition root can make. Everything is made on demand: `--help` needs none of it. */
export interface Services {
  /** What is taught. */
  course(): Promise<CourseDefinition>;
  /** The state folder. */
  home(): Promise<string>;
  /** `params`: what the course says of the lab's network; a running lab that is otherwise refuses to be used. */
  lab(name: string, params?: Params): Promise<Lab>;
  /** What the course's parameters must be on that lab's machine, as overrides; none of a sandbox, which follows them. */
  machineParams(name: string): Promise<Result<object, LabFailure>>;
  /** The lab of a command that names none: `here` on a machine that is one (BRIDGEWORK_LAB overrides it). */
  defaultLab(): string;
  /** Beside the learner's labs; no two running programs get the same one. */
  spareLab(name: string): Promise<SpareLab>;
  /** The same with parameters of its own, and with nothing of this program in sight. */
  freshLab(name: string, params: Params): Promise<SpareLab>;
  labs(): Promise<readonly LabStatus[]>;
  /** A machine over ssh; nothing is connected yet. */
  remote(name: string, target: SshTarget, settings: SshSettings): Promise<Remote>;
  /** A thread of this program that makes looks (src/grading/worker.ts); absent: they are made here. */
  thread?(limits: ResourceLimits): Worker;
  /** The labs' image, made where it is not there yet; resolves to its archive. */
  image(onEvent: (event: LabEvent) => void): Promise<Result<string, LabFailure>>;
  /** What there is of ours in the state folder. */
  leavings(): Promise<Leavings>;
  /** Runs a shell script of this package on this terminal; resolves to its exit code. */
  runScript(file: string, args: readonly string[], env: { readonly [name: string]: string }): Promise<number>;
  runLine(lab: Lab): Promise<RunLine>;
  /** Runs an entry on this terminal until it ends; resolves to its exit code. */
  attach(entry: Entry): Promise<number>;
  /** What this machine means for a lab of a kind (of the lab's own, or of the one that somebody thinks of). Only looks. */
  doctor(lab: Lab, question: { readonly kind: Lab['kind']; readonly params: Params }): Promise<readonly Finding[]>;
  /** The UI; resolves to an exit code. */
  learn(options: {
    readonly session: Session;
    readonly courses: { readonly [lang in Lang]: Course };
    readonly lang: Lang;
    readonly lab: Lab;
  }): Promise<number>;
}

/** What every command gets. */
export interface Cli {
  readonly io: Io;
  readonly services: Services;
}
