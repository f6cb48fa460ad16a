import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { LookFailure, Observation } from '../round/fact.ts';
import { errnoIn } from './errno.ts';
import { type Fetch, outcomeOf } from './fetch-outcome.ts';
import type { FetchReport } from './fetch-report.ts';

/** What docker says when it could not start the program at all. */
const dockerWords =
  /^(?:Error response from daemon: |Error: No such container|Cannot connect to the Docker daemon|OCI runtime exec failed: |error during connect).*$/m;

interface Asked {
  readonly token: string;
  /** The URL has a name, not an address. */
  readonly byName: boolean;
  /** Seconds that it had run when it was cut off. */
  readonly waited?: number | undefined;
}

/** Whoever waited less has not waited for a lost packet, but for the engine to start the program (seconds). */
const fairWait = 4;

/** The words of busybox' wget (over musl or glibc), and of GNU wget. */
export function readWget(
  seen: Observation,
  { exit }: FetchReport,
  { token, byName, waited }: Asked,
): Result<Fetch, LookFailure> {
  const docker = dockerWords.exec(seen.stderr)?.[0];
  if (docker !== undefined) return err(notStarted(docker));
  if (exit === 0) return ok({ outcome: 'answered', status: 200, body: seen.stdout, message: '', token });
  const message = /^wget: (.*)$/m.exec(seen.stderr)?.[1] ?? /failed: (.*)$/m.exec(seen.stderr)?.[1] ?? '';
  const status = /(?:server returned error: HTTP\/\d\.\d |ERROR )(\d{3})/.exec(seen.stderr)?.[1];
  if (status !== undefined) return ok({ outcome: 'answered', status: Number(status), message, token });
  // By our own hand: `docker exec` when it hung (124), or the program in the container when it had waited long enough (137).
  const cutOff = exit === 124 || (exit === 137 && waited !== undefined);
  if (cutOff && (waited ?? 0) < fairWait) return err({ text: text('facts.exec-late') });
  // Every wget says `Connecting to` once it knows the address: whoever was still waiting then waited for a name server.
  const resolving = byName && !seen.stderr.includes('Connecting to');
  if (cutOff) return ok({ outcome: resolving ? 'dns' : 'timeout', message, token });
  if (/bad address|unable to resolve/i.test(message)) return ok({ outcome: 'dns', message, token });
  if (/error getting response/.test(message)) return ok({ outcome: 'reset', message, token });
  return ok({ outcome: outcomeOf(errnoIn(message)), message, token });
}

function notStarted(words: string): LookFailure {
  if (words.includes('executable file not found')) return { text: text('facts.program-missing', { program: 'wget' }) };
  return { text: text('facts.docker', { words: words.slice(0, 100) }) };
}
