import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { absence, failed } from '../round/reading.ts';
import { addressWord, isInContainer, nodeWord, patient } from '../round/words.ts';
import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';
import { readCurl } from './fetch-curl.ts';
import type { Fetch } from './fetch-outcome.ts';
import { reportOf, waitedOf } from './fetch-report.ts';
import { readWget } from './fetch-wget.ts';
import { markedUrl, suffixOf, tokenOf, urlUpToMark } from './token.ts';

export interface FetchQuestion {
  readonly from: string;
  /** `http://…`. */
  readonly url: string;
  /** `net`: curl in the node's network namespace. `exec`: the container's own wget, by `docker exec`. */
  readonly via?: 'net' | 'exec';
  /** The client's TCP port, so that its packets can be told from all others; only with `net`. */
  readonly localPort?: number;
  /** The address of the node that it asks from; only with `net`. */
  readonly source?: string | undefined;
}

/** A request for a fetch says what it fetches, for pictures. */
export interface FetchRequest extends FactRequest<Fetch> {
  readonly question: FetchQuestion;
}

export const isFetch = (request: FactRequest<unknown>): request is FetchRequest => 'question' in request;

/** Seconds. ARP needs 3 to become "No route to host", so a connection gets 4 (docs/handbook.md, fact 11). */
const bounds = { connect: 4, whole: 6, exec: 20 };
const bodyBytes = 16_384;

/** A new connection each time, one request, no proxy, no redirects. */
export function fetch({ from, url, via = 'net', localPort, source }: FetchQuestion): FetchRequest {
  const key = `fetch:${from}:${url}:${via}${localPort === undefined ? '' : `:${localPort}`}${source === undefined ? '' : `:from ${source}`}`;
  const script = via === 'net' ? curl(localPort, source) : wget;
  const byName = !/^[\d.]+$/.test(new URL(url).hostname);
  return {
    key,
    question: {
      ...{ from, url, via },
      ...(localPort === undefined ? {} : { localPort }),
      ...(source === undefined ? {} : { source }),
    },
    script: patience(nodeWord(from), new URL(url)) + script(nodeWord(from), url, key),
    phase: 'slow',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      const report = reportOf(seen.stderr, context.nonce);
      if (!report) return err(failed(seen, via === 'net' ? 'curl' : 'docker exec'));
      const token = tokenOf(context.nonce, key);
      return via === 'net'
        ? ok({ token, ...readCurl(seen, report) })
        : readWget(seen, report, { token, byName, waited: waitedOf(seen.stderr, context.nonce) });
    },
  };
}

/**
 * A node that calls itself is asked whether its server runs, and one that was started a moment ago may not listen yet:
 * it gets two seconds, or a right state would be refused. Between nodes nothing waits: there, refused is an answer.
 */
function patience(node: string, { hostname, port }: URL): string {
  if (hostname !== '127.0.0.1') return '';
  const listening = `at ${node} ss -Hltn 'sport = :${port || '80'}' 2>/dev/null | grep -q .`;
  // For a container that is not there nobody waits.
  const there = node === 'host' ? '' : `if ${isInContainer(node)}; then locate ${node} || exit; fi\n`;
  return `${there}tries=0; until [ $tries -ge 20 ] || ${listening}; do tries=$((tries + 1)); sleep 0.1; done\n`;
}

/** curl's own report goes to standard error, so that no page can imitate it. */
const curl =
  (localPort: number | undefined, source: string | undefined) =>
  (node: string, url: string, key: string): string => {
    const port = localPort === undefined ? '' : ` --local-port ${localPort}`;
    const own = port + (source === undefined ? '' : ` --interface ${addressWord(source)}`);
    const options = `-q -sS -v -4 --noproxy '*' --connect-timeout ${patient(bounds.connect)} --max-time ${patient(bounds.whole)}${own}`;
    const report = `"%{stderr}\\n$BW_NONCE report %{http_code} %{local_port} ${suffixOf(key)}\\n"`;
    return `at ${node} curl ${options} -H 'Connection: close' -w ${report} ${markedUrl(url, key)} | head -c ${bodyBytes}`;
  };

/** By `docker exec`; the file says why it is bounded in so many ways. */
const wget = (node: string, url: string, key: string): string =>
  withValues(
    {
      NODE: node,
      URL: urlUpToMark(url),
      MARK: suffixOf(key),
      EXEC: bounds.exec,
      WHOLE: bounds.whole,
      CONNECT: bounds.connect,
      BODY_BYTES: bodyBytes,
    },
    scriptBeside(import.meta.url, './fetch-wget.sh'),
  );
