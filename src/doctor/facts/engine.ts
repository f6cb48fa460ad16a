import { z } from 'zod';
import type { FactRequest, LookFailure } from '../../facts/index.ts';
import { json, unreadable } from '../../facts/reading.ts';
import { quote } from '../../facts/words.ts';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { fromParts, linesOf, type Parts } from './parts-of-script.ts';

/** Seconds for one question: an engine answers in milliseconds, or it hangs. */
const patience = 1.5;

/**
 * Where systemd holds the socket of an engine that does not run, a question would start it, and with it its rules: then
 * it is not asked. Sets the exit code of the part `asleep` to 0.
 */
const asleep = `asleep() {
  [ -z "\${DOCKER_HOST-}\${DOCKER_CONTEXT-}" ] && [ -d /run/systemd/system ] && [ -S /run/docker.sock ] &&
    ! grep -qsx dockerd /proc/[0-9]*/comm
}
part asleep asleep || `;

/** The machine's Docker Engine, as its client tells it. */
export type Engine =
  /** `isLocal`: a dockerd runs in the network namespace of whoever looks, so that process ids mean the same to both. */
  | { readonly state: 'up'; readonly info: EngineInfo; readonly isLocal: boolean }
  /** No client, or an engine that is not asked because that would start it. */
  | { readonly state: 'none' | 'asleep' }
  /** `words`: what the client says. */
  | { readonly state: 'silent' | 'forbidden' | 'too-old'; readonly words: string };

const info = z.object({
  ServerVersion: z.string().default(''),
  OperatingSystem: z.string().default(''),
  KernelVersion: z.string().default(''),
  Name: z.string().default(''),
  SecurityOptions: z.array(z.string()).nullish(),
  FirewallBackend: z.object({ Driver: z.string().default('') }).nullish(),
  ServerErrors: z.array(z.string()).nullish(),
});
export type EngineInfo = z.infer<typeof info>;

const nearby = `nearby() {
  mine=$(readlink /proc/self/ns/net)
  for comm in $(grep -lsx dockerd /proc/[0-9]*/comm); do [ "$(readlink "\${comm%comm}ns/net")" != "$mine" ] || echo "$comm"; done
}
part local nearby`;

export function engine(): FactRequest<Engine> {
  const question = `${asleep}part info sh -c "timeout ${patience} docker info -f '{{json .}}' 2>&1"`;
  return fromParts<Engine>('doctor-engine', [question, nearby, ':'], (parts) => {
    if (parts.get('asleep')?.exitCode === 0) return ok({ state: 'asleep' });
    const answer = parts.get('info');
    if (!answer) return err(unreadable('docker info'));
    if (answer.exitCode === 127) return ok({ state: 'none' });
    if (answer.exitCode === 124) return ok({ state: 'silent', words: 'timeout' });
    // What went wrong is among the JSON (Docker 20) or beside it (28), which has no version then.
    const lines = linesOf(parts, 'info');
    const read = json(lines.find((line) => line.startsWith('{')) ?? '{}', 'docker info', info);
    if (!read.ok) return read;
    if (read.value.ServerVersion !== '')
      return ok({ state: 'up', info: read.value, isLocal: linesOf(parts, 'local').length > 0 });
    const words = read.value.ServerErrors?.[0] ?? lines.find((line) => !line.startsWith('{')) ?? '-';
    if (/permission denied/i.test(words)) return ok({ state: 'forbidden', words });
    return ok({ state: /is too (old|new)/i.test(words) ? 'too-old' : 'silent', words });
  });
}

/** A container of any state; `networks` as `docker ps` names them, e.g. `none`. */
export interface EngineContainer {
  readonly name: string;
  readonly running: boolean;
  readonly networks: string;
}

const row = z.object({ Names: z.string(), State: z.string(), Networks: z.string().default('') });

/** Asks the engine; fails where it does not answer. */
function asked<T>(key: string, question: string, read: (parts: Parts) => Result<T, LookFailure>): FactRequest<T> {
  return fromParts(`doctor-${key}`, [`${asleep}part answer ${question} 2>/dev/null`, ':'], (parts) => {
    const answer = parts.get('answer');
    return answer?.exitCode === 0 ? read(parts) : err({ text: text('doctor.engine-silent') });
  });
}

export function engineContainers(): FactRequest<readonly EngineContainer[]> {
  const question = `timeout ${patience} docker ps -a --no-trunc --format '{{json .}}'`;
  return asked('containers', question, (parts) => {
    const rows = json(`[${linesOf(parts, 'answer').join(',')}]`, 'docker ps', z.array(row));
    return rows.ok
      ? ok(rows.value.map((one) => ({ name: one.Names, running: one.State === 'running', networks: one.Networks })))
      : rows;
  });
}

/** Its architecture in Docker's words, e.g. `amd64`; undefined where the engine does not have the image. */
export function engineImage(image: string): FactRequest<string | undefined> {
  const question = `timeout ${patience} docker image ls -q --filter reference=${quote(image)}`;
  const inspect = `timeout ${patience} docker image inspect -f '{{.Architecture}}' ${quote(image)}`;
  const look = `sh -c ${quote(`ids=$(${question}) || exit; [ -z "$ids" ] || ${inspect}`)}`;
  return asked(`image:${image}`, look, (parts) => ok(linesOf(parts, 'answer')[0]));
}
