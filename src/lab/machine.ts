import type { ScriptResult } from './lab.ts';
import { complete } from './shared/process.ts';
import { toolEnv } from './shared/programs.ts';

/** What decides where docker(1), curl(1) and ssh look, and so belongs to the machine as this learner has it. */
const own = /^(HOME|USER|LOGNAME|XDG_.*|DOCKER_.*|SSH_.*|(http|https|all|no)_proxy)$/i;

/** A machine that is only emulated takes its time; what takes longer is ended, and then nothing was seen. */
const timeoutMs = 30_000;

/** Runs a POSIX sh script on this machine itself, outside of any lab, as whoever runs this program. */
export function runOnMachine(script: string): Promise<ScriptResult> {
  const stored = Object.entries(process.env).flatMap(([name, value]) =>
    own.test(name) && value !== undefined ? [[name, value] as const] : [],
  );
  const env = { ...Object.fromEntries(stored), ...toolEnv() };
  return complete({ file: 'sh', args: [], env }, { input: script, timeoutMs });
}
