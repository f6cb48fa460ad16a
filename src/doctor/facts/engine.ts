import * as z from 'zod';
import type { FactRequest } from '../../facts/index.ts';
import { err, ok } from '../../result.ts';
import { json, unreadable } from '../../round/reading.ts';
import { scriptBeside } from '../../shell/script.ts';
import { withValues } from '../../shell/with-values.ts';
import { fromParts, linesOf, type Parts } from './parts-of-script.ts';

/**
 * Hundredths of a second for one question: the first that takes longer is the last, so that doctor stays below two seconds.
 * Where the client alone, without an engine (it asks one even for its own version), is slow to start (an emulated machine: more than a second), everything is.
 */
const patience = { atLeast: 150, startsOfTheClient: 8 } as const;

/** The machine's Docker Engine, as its client tells it. */
export type Engine =
  | EngineUp
  /**
   * `none`: no client. `asleep`: not asked, because that would start it. `slow`: no answer in time, which may be the
   * engine's fault or that of a busy machine.
   */
  | { readonly state: 'none' | 'asleep' | 'slow' }
  /** `words`: what the client says. */
  | { readonly state: 'silent' | 'forbidden' | 'too-old'; readonly words: string };

export interface EngineUp {
  readonly state: 'up';
  readonly info: z.infer<typeof info>;
  /** A dockerd runs in the network namespace of whoever looks, so that process ids mean the same to both. */
  readonly isLocal: boolean;
  /** Undefined: not told. */
  readonly containers: readonly EngineContainer[] | undefined;
  /** Of the image, in Docker's words, e.g. `amd64`; `none`: the engine does not have it. Undefined: not told. */
  readonly architecture: string | undefined;
}

/** A container of any state; `networks` as `docker ps` names them, e.g. `none`. */
export interface EngineContainer {
  readonly name: string;
  readonly running: boolean;
  readonly networks: string;
}

const info = z.object({
  ServerVersion: z.string().default(''),
  OperatingSystem: z.string().default(''),
  SecurityOptions: z.array(z.string()).nullish(),
  FirewallBackend: z.object({ Driver: z.string().default('') }).nullish(),
  ServerErrors: z.array(z.string()).nullish(),
});
const row = z.object({ Names: z.string(), State: z.string(), Networks: z.string().default('') });

const script = (image: string): readonly string[] => [
  withValues(
    { IMAGE: image, AT_LEAST: patience.atLeast, STARTS_OF_THE_CLIENT: patience.startsOfTheClient },
    scriptBeside(import.meta.url, './engine.sh'),
  ),
];

/** Asks for everything in one go: of an engine that hangs only one question is waited for. */
export function engine(image: string): FactRequest<Engine> {
  return fromParts<Engine>(`doctor-engine:${image}`, script(image), (parts) => {
    if (parts.get('asleep')?.exitCode === 0) return ok({ state: 'asleep' });
    const answer = parts.get('info');
    if (!answer) return err(unreadable('docker info'));
    if (answer.exitCode === 127) return ok({ state: 'none' });
    if (answer.exitCode === 124) return ok({ state: 'slow' });
    // What went wrong is among the JSON (Docker 20) or beside it (28), which has no version then.
    const lines = linesOf(parts, 'info');
    const read = json(lines.find((line) => line.startsWith('{')) ?? '{}', 'docker info', info);
    if (!read.ok) return read;
    if (read.value.ServerVersion !== '') return ok(readUp(parts, read.value));
    const words = read.value.ServerErrors?.[0] ?? lines.find((line) => !line.startsWith('{')) ?? '-';
    if (/permission denied/i.test(words)) return ok({ state: 'forbidden', words });
    return ok({ state: /is too (old|new)/i.test(words) ? 'too-old' : 'silent', words });
  });
}

function readUp(parts: Parts, info: EngineUp['info']): EngineUp {
  const rows = json(`[${linesOf(parts, 'containers').join(',')}]`, 'docker ps', z.array(row));
  const isReported = parts.get('containers')?.exitCode === 0 && rows.ok;
  return {
    state: 'up',
    info,
    isLocal: linesOf(parts, 'nearby').length > 0,
    containers: isReported
      ? rows.value.map((one) => ({ name: one.Names, running: one.State === 'running', networks: one.Networks }))
      : undefined,
    architecture: parts.get('image')?.exitCode === 0 ? linesOf(parts, 'image')[0] : undefined,
  };
}
