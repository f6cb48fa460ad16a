import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure, Remote, ScriptResult, SshSettings, SshTarget } from '../lab.ts';
import { type Bounds, type Child, start } from '../shared/process.ts';
import { findProgram } from '../shared/programs.ts';
import { failureOf, failures, hostKeyIn, hungUp } from './failure.ts';
import { createRemoteShell, type RemoteShell, type ShellEnd } from './shell.ts';
import { sshCommand } from './ssh-command.ts';

/** A round of the whole course is some 200 kB; a machine with thousands of rules is still far below. */
const maxBytes = 24 * 1024 * 1024;

/**
 * An sshd that has many half-open connections hangs up on further ones at random (MaxStartups, 10:30:100 by default): likely
 * where a class is behind one jump host. Then it is tried again after so long, with some of it by chance.
 */
const pausesMs = [500, 1000, 2000, 4000];

interface Connection {
  readonly child: Child;
  readonly shell: RemoteShell;
}

/** A machine over the system's ssh. Creating the object connects to nothing. */
export function createRemote(name: string, target: SshTarget, settings: SshSettings): Remote {
  let folder: string | undefined;
  let connection: Connection | undefined;
  let closed = false;

  const log = async (): Promise<string> => (folder ? await readFile(join(folder, 'log'), 'utf8').catch(() => '') : '');

  async function connect(): Promise<Result<Connection, LabFailure>> {
    const ssh = await findProgram('ssh');
    if (ssh === undefined) return err(failures.noSsh());
    folder ??= await mkdtemp(join(tmpdir(), 'bridgework-ssh-'));
    // What an earlier connection said is no reason of this one.
    await rm(join(folder, 'log'), { force: true });
    const child = await start(sshCommand({ ssh, target, settings, log: join(folder, 'log') }));
    connection = { child, shell: createRemoteShell(child) };
    return ok(connection);
  }

  /** After anything but a script's own end, nothing that this connection says means anything. */
  function drop({ child }: Connection): void {
    child.kill();
    connection = undefined;
  }

  async function outcomeOf(
    use: Connection,
    ran: ShellEnd & { readonly stdout: string; readonly stderr: string },
    ms: number,
  ): Promise<Result<ScriptResult, LabFailure>> {
    const { stdout, stderr } = ran;
    if (ran.ended === 'exited')
      return ok({ stdout, stderr, exitCode: ran.exitCode, signal: null, timedOut: false, ms });
    drop(use);
    if (ran.ended === 'too-much') return err(failures.tooMuch(name, maxBytes / 1024 / 1024));
    if (ran.ended === 'gone') {
      const { exitCode } = await use.child.done;
      return err(failureOf({ name, log: await log(), stderr, exitCode }));
    }
    return ok({ stdout, stderr, exitCode: null, signal: 'SIGKILL', timedOut: ran.ended === 'timed-out', ms });
  }

  /** `hungUp`: nothing was asked yet, so it may be tried again. */
  async function once(
    script: string,
    bounds: Bounds,
  ): Promise<{ readonly outcome: Result<ScriptResult, LabFailure>; readonly hungUp: boolean }> {
    const began = performance.now();
    const before = connection;
    const use = before ? ok(before) : await connect();
    if (!use.ok) return { outcome: use, hungUp: false };
    const ran = await use.value.shell.run(script, { ...bounds, maxBytes });
    const outcome = await outcomeOf(use.value, ran, Math.round(performance.now() - began));
    // Once we have been in, a script may have begun: it is never sent again.
    return { outcome, hungUp: !before && ran.ended === 'gone' && hungUp(await log(), ran) };
  }

  return {
    name,
    async run(script, { timeoutMs, signal }) {
      const until = performance.now() + timeoutMs;
      const abortable = signal ? { signal } : {};
      for (let tried = 1; ; tried += 1) {
        if (closed) return err(failures.closed(name));
        const left = Math.max(1, until - performance.now());
        const ran = await once(script, { timeoutMs: left, ...abortable });
        if (!ran.hungUp) return ran.outcome;
        const pause = (pausesMs[tried - 1] ?? Number.POSITIVE_INFINITY) * (1 + Math.random() / 2);
        if (performance.now() + pause >= until) return err(failures.hungUp(name, tried));
        await sleep(pause, undefined, abortable).catch(() => undefined);
        if (signal?.aborted) return err(failures.hungUp(name, tried));
      }
    },
    hostKey: async () => hostKeyIn(await log()),
    async close() {
      closed = true;
      if (connection) drop(connection);
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
