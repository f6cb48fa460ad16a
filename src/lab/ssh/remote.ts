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

type Ran = ShellEnd & { readonly stdout: string; readonly stderr: string };

/** The one connection, which is opened when it is first asked for. */
function createLine(target: SshTarget, settings: SshSettings) {
  let folder: string | undefined;
  let connection: Connection | undefined;
  return {
    current: (): Connection | undefined => connection,
    /** What ssh itself has said. */
    log: async (): Promise<string> => (folder ? await readFile(join(folder, 'log'), 'utf8').catch(() => '') : ''),
    async connect(): Promise<Result<Connection, LabFailure>> {
      const ssh = await findProgram('ssh');
      if (ssh === undefined) return err(failures.noSsh());
      folder ??= await mkdtemp(join(tmpdir(), 'bridgework-ssh-'));
      // What an earlier connection said is no reason of this one.
      await rm(join(folder, 'log'), { force: true });
      const child = await start(sshCommand({ ssh, target, settings, log: join(folder, 'log') }));
      connection = { child, shell: createRemoteShell(child) };
      return ok(connection);
    },
    /** After anything but a script's own end, nothing that this connection says means anything. */
    drop(): void {
      connection?.child.kill();
      connection = undefined;
    },
    async forget(): Promise<void> {
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
type Line = ReturnType<typeof createLine>;

/** A machine over the system's ssh. Creating the object connects to nothing. */
export function createRemote(name: string, target: SshTarget, settings: SshSettings): Remote {
  const line = createLine(target, settings);
  let closed = false;
  return {
    name,
    async run(script, { timeoutMs, signal }) {
      const until = performance.now() + timeoutMs;
      const abortable = signal ? { signal } : {};
      for (let tried = 1; ; tried += 1) {
        if (closed) return err(failures.closed(name));
        const left = Math.max(1, until - performance.now());
        const ran = await once(line, name, script, { timeoutMs: left, ...abortable });
        if (!ran.hungUp) return ran.outcome;
        const pause = (pausesMs[tried - 1] ?? Number.POSITIVE_INFINITY) * (1 + Math.random() / 2);
        if (performance.now() + pause >= until) return err(failures.hungUp(name, tried));
        await sleep(pause, undefined, abortable).catch(() => undefined);
        if (signal?.aborted) return err(failures.hungUp(name, tried));
      }
    },
    hostKey: async () => hostKeyIn(await line.log()),
    async close() {
      closed = true;
      line.drop();
      await line.forget();
    },
  };
}

/** `hungUp`: nothing was asked yet, so it may be tried again. */
async function once(
  line: Line,
  name: string,
  script: string,
  bounds: Bounds,
): Promise<{ readonly outcome: Result<ScriptResult, LabFailure>; readonly hungUp: boolean }> {
  const began = performance.now();
  const before = line.current();
  const use = before ? ok(before) : await line.connect();
  if (!use.ok) return { outcome: use, hungUp: false };
  const ran = await use.value.shell.run(script, { ...bounds, maxBytes });
  if (ran.ended !== 'exited') line.drop();
  const outcome = await outcomeOf(line, name, use.value, ran, Math.round(performance.now() - began));
  // Once we have been in, a script may have begun: it is never sent again.
  return { outcome, hungUp: !before && ran.ended === 'gone' && hungUp(await line.log(), ran) };
}

async function outcomeOf(
  line: Line,
  name: string,
  { child }: Connection,
  ran: Ran,
  ms: number,
): Promise<Result<ScriptResult, LabFailure>> {
  const { stdout, stderr } = ran;
  switch (ran.ended) {
    case 'exited':
      return ok({ stdout, stderr, exitCode: ran.exitCode, signal: null, timedOut: false, ms });
    case 'too-much':
      return err(failures.tooMuch(name, maxBytes / 1024 / 1024));
    case 'gone': {
      const { exitCode } = await child.done;
      return err(failureOf({ name, log: await line.log(), stderr, exitCode }));
    }
    default:
      return ok({ stdout, stderr, exitCode: null, signal: 'SIGKILL', timedOut: ran.ended === 'timed-out', ms });
  }
}
