/** Where a grading looks besides labs of this machine, and what it keeps. */
export interface TargetOptions {
  readonly target: readonly string[];
  readonly inventory?: string;
  readonly evidence: readonly string[];
  /** Files of commands. */
  readonly rerun: readonly string[];
  /** Public keys that count for evidence, besides one's own. */
  readonly key: readonly string[];
  readonly jobs: string;
  readonly keep?: string;
  readonly resume?: boolean;
  readonly sshConfig?: string;
  readonly knownHosts?: string;
  readonly acceptNewHostKeys?: boolean;
}

/** Whom a grading looks at. */
export interface WhomOptions extends TargetOptions {
  /** Several labs of this machine are several students. */
  readonly lab: readonly string[];
  readonly roster?: string;
  readonly student?: string;
}
