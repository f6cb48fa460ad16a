import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { absence, failed } from '../round/reading.ts';
import { isInContainer, nodeWord, patient, patientBeyond } from '../round/words.ts';
import { readCurl } from './fetch-curl.ts';
import type { Fetch } from './fetch-outcome.ts';
import { reportOf, waitedOf } from './fetch-report.ts';
import { readWget } from './fetch-wget.ts';
import { markedUrl, suffixOf, tokenOf } from './token.ts';

export interface FetchQuestion {
  readonly from: string;
  /** `http://…`. */
  readonly url: string;
  /** `net`: curl in the node's network namespace. `exec`: the container's own wget, by `docker exec`. */
  readonly via?: 'net' | 'exec';
  /** The client's TCP port, so that its packets can be told from all others; only with `net`. */
  readonly localPort?: number;
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
export function fetch({ from, url, via = 'net', localPort }: FetchQuestion): FetchRequest {
  const key = `fetch:${from}:${url}:${via}${localPort === undefined ? '' : `:${localPort}`}`;
  const script = via === 'net' ? curl(localPort) : wget;
  const byName = !/^[\d.]+$/.test(new URL(url).hostname);
  return {
    key,
    question: { from, url, via, ...(localPort === undefined ? {} : { localPort }) },
    script: patience(nodeWord(from), new URL(url)) + script(nodeWord(from), markedUrl(url, key), suffixOf(key)),
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
  (localPort: number | undefined) =>
  (node: string, url: string, suffix: string): string => {
    const own = localPort === undefined ? '' : ` --local-port ${localPort}`;
    const options = `-q -sS -v -4 --noproxy '*' --connect-timeout ${patient(bounds.connect)} --max-time ${patient(bounds.whole)}${own}`;
    const report = `"%{stderr}\\n$BW_NONCE report %{http_code} %{local_port} ${suffix}\\n"`;
    return `at ${node} curl ${options} -H 'Connection: close' -w ${report} ${url} | head -c ${bodyBytes}`;
  };

/**
 * Docker takes milliseconds to start a program, and on an emulated machine seconds; that must not count as the packet's. So
 * what has not ended after a while is ended as soon as it has RUN for a fair time, which tells a lost packet from an engine
 * that was slow to start it. The program outlives a `docker exec` that is cut off: it is found by its request's mark.
 * Never wget -T: the busybox of Debian 12 crashes on it.
 */
function wget(node: string, url: string, suffix: string): string {
  return [
    `locate ${node} || exit`,
    // end_wget AGE SEEN: ends those that have run for so many seconds, and were seen so long ago. A program's age counts from
    // when Docker began to start it: on a slow machine that is not enough.
    'end_wget() {',
    `  for file in $(grep -l -F -e "$BW_NONCE-${suffix}" /proc/[0-9]*/cmdline 2>/dev/null); do`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter expansion of sh
    '    process=${file%/cmdline}; read -r name <"$process/comm" && [ "$name" = wget ] || continue',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter expansion of sh
    '    read -r stat <"$process/stat" && read -r now rest </proc/uptime || continue; now=${now%.*}',
    '    [ -s "$BW_DIR/$BW_INDEX.seen" ] || echo "$now" >"$BW_DIR/$BW_INDEX.seen"; read -r seen <"$BW_DIR/$BW_INDEX.seen"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter expansion of sh
    '    set -- "$1" "$2" ${stat##*) }; age=$((now - ${22} / 100)); [ "$age" -ge "$1" ] && [ $((now - seen)) -ge "$2" ] || continue',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter expansion of sh
    '    echo "$BW_NONCE waited $age" >&3; kill -KILL "${process#/proc/}"',
    '  done 3>&2 2>/dev/null',
    '}',
    `{ timeout ${patient(bounds.exec)} docker exec ${node} wget -O - ${url} & job=$!`,
    `timeout ${bounds.whole} tail -s 0.02 -f --pid=$job /dev/null`,
    `while kill -0 $job 2>/dev/null; do end_wget ${patient(bounds.connect)} ${patientBeyond(bounds.connect)}; sleep 0.3; done`,
    'wait $job; status=$?; code=000; [ $status != 0 ] || code=200; [ $status != 124 ] || end_wget 0 0',
    `printf '\\n%s report %s 0 ${suffix} %s\\n' "$BW_NONCE" "$code" "$status" >&2; } | head -c ${bodyBytes}`,
    ':',
  ].join('\n');
}
