import type { Text } from '../i18n/text.ts';
import type { Result } from '../result.ts';
import type { LabKind } from './kind.ts';

/** A machine of the lab: `host`, another one that the course names, or a container. */
export type NodeName = string;

/** Why a lab cannot be used. Expected, told to the learner, never thrown. */
export interface LabFailure {
  /** Stable, for tests and scripts, e.g. `no-userns`, `apparmor-userns`, `no-docker`, `disk-full`, `busy`, `not-up`. */
  readonly code: string;
  readonly text: Text;
  /** The exact command that fixes it, where there is one. */
  readonly fix?: string;
}

/** What happens while a lab comes up or goes down; only screens and reporters print it. */
export type LabEvent =
  | { readonly type: 'phase'; readonly text: Text }
  | { readonly type: 'warning'; readonly text: Text };

export interface LabStatus {
  readonly name: string;
  readonly kind: LabKind;
  /** `broken`: something of it is left, but it cannot be used; `up` fixes it. */
  readonly state: 'up' | 'down' | 'broken';
  readonly pid?: number;
  /** ISO 8601. */
  readonly since?: string;
  /** The image that containers use, and whether it is our offline stand-in for the stock one. */
  readonly image?: { readonly name: string; readonly standIn: boolean };
  /** `subids`: a range of subordinate ids is mapped; `single`: one id only. */
  readonly ids?: 'subids' | 'single';
}

export interface ScriptResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status; null when ended by a signal. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly ms: number;
}

export interface ScriptOptions {
  /** Default `host`. */
  readonly node?: NodeName;
  /** Milliseconds; the whole process group is killed after it. */
  readonly timeoutMs: number;
  /** Aborting kills the whole process group. */
  readonly signal?: AbortSignal;
  readonly stdin?: string;
  /** Each piece of standard output as it comes, a character a byte; all of it comes again with the result. */
  onOutput?(piece: string): void;
}

export interface StreamOptions {
  /** Default `host`. */
  readonly node?: NodeName;
  /** Each line of standard output as soon as it is whole, without its line feed; bytes that are not UTF-8 as U+FFFD. */
  onLine(line: string): void;
  /** Aborting kills the whole process group. */
  readonly signal?: AbortSignal;
}

export interface TurnOptions {
  /** A person waits for what will be seen; may become true while the turn is waited for. */
  isAwaited(): boolean;
  /** Aborting ends the waiting: the turn that is given then is to be released at once. */
  readonly signal?: AbortSignal;
}

/** One of the few looks that a machine bears at once. It ends by itself after some seconds: what only waits needs none. */
export interface Turn {
  /** Lets the next one look. Again: nothing happens. */
  release(): void;
}

/** How a stream ended. Standard output went to `onLine`; of standard error the last 4096 characters are kept. */
export type StreamEnd = Pick<ScriptResult, 'stderr' | 'exitCode' | 'signal'>;

/** How to start a program inside the lab from this machine: argv and environment for a spawn or a pty. */
export interface Entry {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: { readonly [name: string]: string };
}

/** The place where commands run. `sandbox` and `here` pass the same contract tests. */
export interface Lab {
  readonly name: string;
  readonly kind: LabKind;
  status(): Promise<LabStatus>;
  /** Idempotent: a lab that is up stays as it is; a broken one is rebuilt. */
  up(onEvent: (event: LabEvent) => void, signal?: AbortSignal): Promise<Result<LabStatus, LabFailure>>;
  /** Idempotent. Ends only processes that this lab started. What could not be put back as it was is told as a warning. */
  down(onEvent?: (event: LabEvent) => void): Promise<Result<void, LabFailure>>;
  /** Runs a POSIX sh script (given on stdin to `sh`, never through argv) as root of the lab. Fails only when the lab is not up. */
  run(script: string, options: ScriptOptions): Promise<Result<ScriptResult, LabFailure>>;
  /**
   * Runs a script as `run` does, for as long as it likes, and hands its lines on while it runs. It dies with its reader:
   * also when this program is killed, everything in its process group is. Fails only when the lab is not up.
   */
  stream(script: string, options: StreamOptions): Promise<Result<StreamEnd, LabFailure>>;
  /** Programs of the system that are others in the lab than on the machine, as told from outside; absent: nobody can tell. */
  replaced?(): Promise<readonly string[]>;
  /** Waits until this machine bears one more look, whatever lab of this state folder it is at; who is waited for comes first. */
  turn(options: TurnOptions): Promise<Turn>;
  /** Entry for an interactive login shell (`argv` absent) or one command, in a node. */
  entry(node: NodeName, argv?: readonly string[]): Promise<Result<Entry, LabFailure>>;
}

/** A machine elsewhere, as ssh(1) is told of it. Every value has been proved harmless (`readTarget`, src/grading/remote/target.ts). */
export interface SshTarget {
  /** A name (ssh_config may know more of it), an IPv4 or a bare IPv6 address. */
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  /** Path of a private key file; absent: agent and ssh_config decide. */
  readonly identityFile?: string;
}

export interface SshSettings {
  /** An ssh_config(5) file in place of the user's own. */
  readonly configFile?: string;
  /** A known_hosts file in place of the user's own. */
  readonly knownHosts?: string;
  /** `strict`: only host keys that are known. `accept-new`: one that was never seen is remembered; a changed one is refused. */
  readonly hostKeys: 'strict' | 'accept-new';
  /** Seconds until a machine that does not answer is given up. */
  readonly connectSeconds: number;
}

/** A machine elsewhere, over one connection that is opened by the first `run`. One script at a time. */
export interface Remote {
  /** `ssh://user@host:port`, for people and reports. */
  readonly name: string;
  /** As `Lab.run`, as root of that machine, without `node` and `stdin`. Fails when the machine cannot be reached or used. */
  run(script: string, options: Pick<ScriptOptions, 'timeoutMs' | 'signal'>): Promise<Result<ScriptResult, LabFailure>>;
  /** `SHA256:…` of the host key that ssh has verified; undefined before the first `run`, and where ssh did not say. */
  hostKey(): Promise<string | undefined>;
  /** Ends the connection and takes its files away. */
  close(): Promise<void>;
}

/** A lab of a program's own, not the learner's: it starts down, and `discard` ends it and takes all its files away. */
export interface SpareLab {
  readonly lab: Lab;
  discard(): Promise<Result<void, LabFailure>>;
}

export interface LineOptions {
  /** Raw output of the line's terminal, whole UTF-8 characters, escape sequences and `\r\n` included. */
  onData(chunk: string): void;
  /** Milliseconds; then the line and everything that it started is ended. */
  readonly timeoutMs: number;
  /** Aborting ends the line and everything that it started. */
  readonly signal?: AbortSignal;
  /** Size of the line's terminal; default 80x24. */
  readonly columns?: number;
  readonly rows?: number;
}

export interface LineEnd {
  readonly ended: 'exited' | 'timed-out' | 'cancelled';
  /** Exit status as a shell gives it (128 + signal); -1 when the entry itself was killed. */
  readonly exitCode: number;
  readonly ms: number;
}

/** Runs one line as `bash -c` does, as root of the lab's host, in a terminal of its own. Fails only when the lab is not up. */
export type RunLine = (command: string, options: LineOptions) => Promise<Result<LineEnd, LabFailure>>;

/** One thing that `doctor` looked at. `unknown`: could not look. */
export interface Finding {
  /** Stable, e.g. `programs`, `image`. */
  readonly id: string;
  readonly state: 'ok' | 'warning' | 'blocking' | 'unknown';
  /** What was seen; of what is in order, what was looked at. */
  readonly text: Text;
  /** What it will do to the course. */
  readonly effect?: Text;
  /** The exact command that fixes it. */
  readonly fix?: string;
  /** Numbers of the pitfalls in docs/handbook.md, e.g. `F13`. */
  readonly pitfalls?: readonly string[];
}

/** What there is of ours in the state folder, and on this machine. */
export interface Leavings {
  readonly home: string;
  readonly labs: readonly LabStatus[];
  /** Whole paths. */
  readonly made: readonly string[];
  readonly proofs: readonly string[];
  /** Not ours. */
  readonly unknown: readonly string[];
  /** Other state folders with a lab of this user that runs. */
  readonly elsewhere: readonly string[];
  /** The lab here has a ledger of what it has to give back. */
  readonly hereOwes: boolean;
  /** The machine was declared disposable. */
  readonly isDeclared: boolean;
  /** Ends the labs, then deletes what is named above: proofs only where it is asked for. The folder itself goes when it is empty. */
  remove(options: { readonly proofs: boolean }): Promise<Result<void, LabFailure>>;
}
