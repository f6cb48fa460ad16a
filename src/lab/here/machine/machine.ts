import { err, ok, type Result } from '../../../result.ts';
import type { Entry, LabEvent, LabFailure, ScriptResult } from '../../lab.ts';
import { cleanEnv } from '../../shared/clean-env.ts';
import { prepareImage } from '../../shared/image/image.ts';
import { shell } from '../../shared/in-node.ts';
import { complete } from '../../shared/process.ts';
import { runFolder } from './places.ts';

/** The machine that is the lab. Tests put another one in place of ours, in namespaces of its own. */
export interface Machine {
  /** How to start a program as root in the machine's root namespaces. */
  enter(argv: readonly string[]): Promise<Result<Entry, LabFailure>>;
  /** Paths on the machine: an archive for `docker load`, and a folder with `nginx`, `dnsmasq` and `lib/` as far as the machine has none. */
  image(
    name: string,
    onEvent: (event: LabEvent) => void,
    signal?: AbortSignal,
  ): Promise<Result<{ readonly archive: string; readonly tools: string }, LabFailure>>;
}

const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** PATH of what runs in this lab: the guard (guard.ts) first. */
export const herePath = `${runFolder}/bin:${systemPath}`;

/** Above `docker context use`: the course's containers are this machine's, whatever root's client is set to. */
const ownEngine = 'unix:///var/run/docker.sock';

/** This very machine, its root namespaces and the Docker Engine at its default socket. */
export const thisMachine = (home: string): Machine => ({
  async enter([file = '/bin/sh', ...args]) {
    return ok({ file, args, env: { ...cleanEnv(herePath), DOCKER_HOST: ownEngine } });
  },
  async image(name, onEvent, signal) {
    const image = await prepareImage(home, onEvent, { name, ...(signal ? { signal } : {}) });
    return image.ok ? ok({ archive: image.value.archive, tools: image.value.tools }) : image;
  },
});

/** Runs a script of the lab's own there. */
export async function onMachine(
  machine: Machine,
  script: string,
  { timeoutMs = 30_000, stdin, signal }: { timeoutMs?: number; stdin?: string; signal?: AbortSignal | undefined } = {},
): Promise<Result<ScriptResult, LabFailure>> {
  // A script and its input cannot share one pipe: with input, the script travels as an argument.
  const entry = await machine.enter(stdin === undefined ? [shell] : [shell, '-c', script]);
  if (!entry.ok) return err(entry.error);
  return ok(await complete(entry.value, { input: stdin ?? script, timeoutMs, ...(signal ? { signal } : {}) }));
}
