import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';
import type { FactRequest } from './fact.ts';
import { listening } from './listening.ts';
import { looking, prelude } from './prelude.ts';
import { nodeWord } from './words.ts';

/** A round that has not been held yet: `script` goes to `sh` in the lab's node `host`, what it prints to `readRound`. */
export interface RoundPlan {
  readonly script: string;
  /** Unguessable, new each round. */
  readonly nonce: string;
  /** Each key once, in the order of the script. */
  readonly requests: readonly FactRequest<unknown>[];
}

/** Slow fragments that run at the same time: they wait for answers, not for the processor. */
const sideBySide = 32;
/** Where they wait for the processor all the same, and their patience would run out: on an emulated machine, under heavy load. */
const sideBySideWhenSlow = 4;
/** Hundredths of a second that a fingerprint takes there; elsewhere some ten. What waits for an answer waits longer there, too. */
const slow = 100;
/** Where several labs are looked at on one machine. */
const fewSideBySide = 10;

/** 16 hexadecimal digits from the system's random source. */
export function newNonce(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface RoundOptions {
  /** A fingerprint; while the lab still has it, nothing is looked at (`isUnchanged`). */
  readonly unless?: string | undefined;
  /** The round tells what it knows while it is held (`createEarlyReader`). */
  readonly tells?: boolean | undefined;
  /** The hosts besides the node `host` whose changes count. */
  readonly hosts?: readonly string[] | undefined;
}

/** ONE script for all the requests, each observed once, however many there are. */
export function planRound(
  requests: readonly FactRequest<unknown>[],
  nonce: string = newNonce(),
  { unless, tells = false, hosts = [] }: RoundOptions = {},
): RoundPlan {
  const unique = uniqueByKey(requests);
  // All of it is one function: a script that arrives cut off runs nothing.
  const script = `bridgework_round() {
${prelude(nonce)}${looking(hosts)}${running(unique)}
${measuredLook}
${unless === undefined ? '' : `if [ "$bw_before" = '${fingerprintWord(unless)}' ]; then echo "$BW_NONCE unchanged"; return; fi`}
${inPhases(unique, hurried, tells)}
bw_after=$(look)
${sending(unique)}}
bridgework_round
`;
  return { script, nonce, requests: unique };
}

/**
 * A round whose facts have to hold under one configuration: what changes and changes back while it is held is noticed too.
 * Costs some processes more than `planRound`.
 */
export function planProof(
  requests: readonly FactRequest<unknown>[],
  nonce: string = newNonce(),
  hosts: readonly string[] = [],
): RoundPlan {
  const unique = uniqueByKey(requests);
  const script = `bridgework_round() {
${prelude(nonce)}${looking(hosts)}${listening}${running(unique)}
listen
${measuredLook}
${inPhases(unique, hurried)}
bw_after=$(look)
bw_after=$bw_after$(heard)
${sending(unique)}}
bridgework_round
`;
  return { script, nonce, requests: unique };
}

/** A round without fingerprints, which cost more than most looks: of a lab that nobody else changes. */
export function planUnwatched(requests: readonly FactRequest<unknown>[], nonce: string = newNonce()): RoundPlan {
  const unique = uniqueByKey(requests);
  const script = `bridgework_round() {
${prelude(nonce)}${running(unique)}
${inPhases(unique, (slowOnes) => workers(slowOnes, fewSideBySide))}
bw_before=- bw_after=-
${sending(unique)}}
bridgework_round
`;
  return { script, nonce, requests: unique };
}

/** Where somebody waits for the quick facts of a round: each waits for the processor, of which there are at least two. */
const quickWorkers = 2;

/** Quick facts that are looked at side by side: they wait for the processor, of which there are a few. */
const glanceWorkers = 4;

/**
 * Only these quick facts, without fingerprints: a look that trusts whoever says that nothing else has changed. `engine`:
 * the running containers, so that Docker need not be asked.
 */
export function planGlance(
  requests: readonly FactRequest<unknown>[],
  engine?: readonly { readonly name: string; readonly pid: number }[],
  nonce: string = newNonce(),
): RoundPlan {
  const unique = uniqueByKey(requests);
  const pids = engine?.map(({ name, pid }) => `${pid} ${nodeWord(name)} -`).join('\n');
  const script = `bridgework_round() {
${prelude(nonce, pids)}${running(unique)}
${workers([...unique.keys()], glanceWorkers)}
bw_before=- bw_after=-
${sending(unique)}}
bridgework_round
`;
  return { script, nonce, requests: unique };
}

/** cksum(1) prints digits and spaces. */
function fingerprintWord(fingerprint: string): string {
  return /^[\d ]+$/.test(fingerprint) ? fingerprint : '-';
}

/** Quick facts, then the slow ones side by side, then what these left behind. */
function inPhases(
  unique: readonly FactRequest<unknown>[],
  inTurns: (slowOnes: readonly number[]) => string,
  tells = false,
): string {
  const indexes = (phase: FactRequest<unknown>['phase']): readonly number[] =>
    unique.flatMap((request, index) => (request.phase === phase ? [index] : []));
  const [slowOnes, late] = [inTurns(indexes('slow')), indexes('late').join(' ')];
  return `${tells ? workers(indexes('quick'), quickWorkers) : `run_all ${indexes('quick').join(' ')}`}
${tells && slowOnes !== '' ? telling(slowOnes, late) : slowOnes}
run_all ${late}`;
}

const telling = (slowOnes: string, late: string): string => `${scriptBeside(import.meta.url, './tell.sh')}
: >"$BW_DIR/late"
ended
tell
waves ${late} &
bw_waves=$!
${slowOnes}
end_waves`;

const measuredLook = withValues({ BW_SLOW: slow }, scriptBeside(import.meta.url, './measured-look.sh'));

/** As many at once as the machine bears: `measuredLook` has found out. */
const hurried = (indexes: readonly number[]): string =>
  indexes.length <= sideBySideWhenSlow
    ? workers(indexes, sideBySide)
    : `if [ "$BW_PATIENCE" = 1 ]; then
${workers(indexes, sideBySide)}
else
${workers(indexes, sideBySideWhenSlow)}
fi`;

const running = (unique: readonly FactRequest<unknown>[]): string =>
  [
    scriptBeside(import.meta.url, './run.sh'),
    scriptBeside(import.meta.url, './send.sh'),
    ...unique.map(({ script }, index) => `fact_${index}() {\n${script}\n}`),
  ].join('\n');

const sending = (unique: readonly FactRequest<unknown>[]): string =>
  `cd "$BW_DIR" || return
send ${unique.map((_, index) => `${index}.out ${index}.err`).join(' ')}
`;

/** Only the fingerprint of the lab's network, without any look: the same value as a round's (`readFingerprint`). */
export function planFingerprint(hosts: readonly string[] = []): { readonly script: string; readonly nonce: string } {
  const nonce = newNonce();
  const script = `bridgework_round() {
${prelude(nonce)}${looking(hosts)}
echo "$BW_NONCE fingerprint $(look)"
}
bridgework_round
`;
  return { script, nonce };
}

export function uniqueByKey(requests: readonly FactRequest<unknown>[]): readonly FactRequest<unknown>[] {
  return [...new Map(requests.map((request) => [request.key, request])).values()];
}

/** Every worker takes its share one after the other; waits for them, not for whoever listens meanwhile. */
function workers(indexes: readonly number[], atOnce: number): string {
  const shares = Array.from({ length: Math.min(atOnce, indexes.length) }, (_, worker) =>
    indexes.filter((_index, place) => place % atOnce === worker),
  );
  if (shares.length === 0) return '';
  return `bw_work=
${shares.map((share) => `run_all ${share.join(' ')} &\nbw_work="$bw_work $!"`).join('\n')}
wait $bw_work`;
}
