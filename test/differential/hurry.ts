import type { FactRequest } from '../../src/facts/index.ts';
import { newNonce, type RoundPlan, uniqueByKey } from '../../src/round/plan.ts';
import { prelude } from '../../src/round/prelude.ts';
import { nodes } from './shell.ts';

/**
 * A round for a lab in which nobody else works: the same fragments and the same frame as `planRound`, at a quarter of its
 * price. Docker is not asked again (the containers stay), no fingerprint is taken, and each node is entered once for
 * all its facts instead of once for each.
 */
const engineFolder = '/run/bridgework-diff';

/** Asks Docker once, by the real prelude, and keeps its answers for all later rounds. */
export const rememberEngine = (): string =>
  `${prelude(newNonce())}\nmkdir -p ${engineFolder} && cp "$BW_DIR/inspect" "$BW_DIR/pids" ${engineFolder}/\n`;

const askEngine = 'ask_engine 2>"$BW_DIR/engine.err"\n';

function quickPrelude(nonce: string): string {
  const text = prelude(nonce);
  if (!text.includes(askEngine)) throw new Error('the prelude of src/verify asks Docker in another way now');
  return text.replace(askEngine, `cp ${engineFolder}/inspect ${engineFolder}/pids "$BW_DIR/"\n`);
}

/** The functions of the prelude for a shell that is in the node already. */
function innerPrelude(nonce: string): string {
  const text = prelude(nonce);
  const functions = text.slice(text.indexOf('part() {')).replace(askEngine, '');
  return `BW_NONCE=${nonce}\n${functions}\nat() { shift; "$@"; }\n`;
}

const runner = `
run() {
  BW_INDEX=$1
  ( "fact_$1" ) </dev/null >"$BW_DIR/$1.out" 2>"$BW_DIR/$1.err"
  echo "$1 $? 0 0" >>"$BW_DIR/facts"
}
run_all() { for bw_index in "$@"; do run "$bw_index"; done; }
`;

const nodeOf = ({ key }: FactRequest<unknown>): string | undefined =>
  nodes.find((node) => key.endsWith(`:${node}`) && !/^(fetch|echo):/.test(key));

/** `before`: a script for every node (`$1` is its name), run before its facts are read. */
export function planHurried(requests: readonly FactRequest<unknown>[], before = ''): RoundPlan {
  const nonce = newNonce();
  const unique = uniqueByKey(requests);
  const indexes = (wanted: (request: FactRequest<unknown>) => boolean): readonly number[] =>
    unique.flatMap((request, index) => (wanted(request) ? [index] : []));
  const define = (list: readonly number[]): string =>
    list.map((index) => `fact_${index}() {\n${unique[index]?.script}\n}`).join('\n');
  const ofNobody = indexes((request) => nodeOf(request) === undefined);
  const entered = nodes.map((node) => {
    const own = indexes((request) => nodeOf(request) === node);
    if (own.length === 0) return '';
    return `at ${node} sh -s ${node} <<'BW_NODE'\n${before}\n${innerPrelude(nonce)}${runner}${define(own)}\nrun_all ${own.join(' ')}\nBW_NODE`;
  });
  const phase = (name: string): string => ofNobody.filter((index) => unique[index]?.phase === name).join(' ');
  const slow = ofNobody.filter((index) => unique[index]?.phase === 'slow');
  const script = `${quickPrelude(nonce)}${runner}${define(ofNobody)}
export BW_DIR
: >"$BW_DIR/facts"
${entered.join('\n')}
run_all ${phase('quick')}
${slow.map((index) => `run ${index} &`).join('\n')}
wait
run_all ${phase('late')}
cd "$BW_DIR"
set -- ${unique.map((_, index) => `${index}.out ${index}.err`).join(' ')}
echo "$BW_NONCE begin"
{ printf 'round 1\\nbefore -\\nafter -\\n'; cat facts; echo sizes; wc -c "$@"; echo bytes; cat "$@"; } | base64
echo "$BW_NONCE end"
`;
  return { script, nonce, requests: unique };
}
