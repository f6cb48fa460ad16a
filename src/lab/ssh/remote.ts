import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure, Remote, ScriptResult, SshSettings, SshTarget } from '../lab.ts';
import { type Child, start } from '../process.ts';
import { findProgram } from '../sandbox/programs.ts';
import { failureOf, failures, hostKeyIn } from './failure.ts';
import { createRemoteShell, type RemoteShell, type ShellEnd } from './shell.ts';
import { sshCommand } from './ssh-command.ts';

/** A round of the whole course is some 200 kB; a machine with thousands of rules is still far below. */
const maxBytes = 24 * 1024 * 1024;

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

  return {
    name,
    async run(script, { timeoutMs, signal }) {
      if (closed) return err(failures.closed(name));
      const began = performance.now();
      const use = connection ? ok(connection) : await connect();
      if (!use.ok) return use;
      const ran = await use.value.shell.run(script, { timeoutMs, maxBytes, ...(signal ? { signal } : {}) });
      return outcomeOf(use.value, ran, Math.round(performance.now() - began));
    },
    hostKey: async () => hostKeyIn(await log()),
    async close() {
      closed = true;
      if (connection) drop(connection);
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
}
