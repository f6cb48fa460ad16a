import { type Text, text } from '../../i18n/text.ts';
import { neededBy } from '../../programs.ts';
import { err, ok, type Result } from '../../result.ts';
import { quote } from '../../text/quote.ts';
import type { LabEvent, LabFailure, LabStatus, ScriptResult } from '../lab.ts';
import { failures } from '../shared/failure.ts';
import { foreignFile } from '../shared/sweep.ts';
import { cardsFile, guardScript } from './cards/guard.ts';
import { keeperScript, keepScript, startKeeper } from './cards/keeper.ts';
import { down } from './down.ts';
import { shellRc } from './entry.ts';
import { lookFile, lookScript, otherBackendFile } from './ledger/look.ts';
import { askScript, type Discovered, discoverScript, readDiscovered } from './machine/discover.ts';
import { hereFailures } from './machine/failure.ts';
import { onMachine } from './machine/machine.ts';
import { hereName, lanDevice, ledgerFile, redirectFile, runFolder } from './machine/places.ts';
import { nodesScript } from './nodes/nodes.ts';
import { redirectScript, redirectsScript } from './nodes/redirect.ts';
import { udevScript } from './nodes/udev.ts';
import { permission } from './permission.ts';
import { type HerePlan, ownLinks, planDifference } from './plan/plan.ts';
import { type Ground, type Known, knowledge } from './record/knowledge.ts';
import { type HereState, hereStateJson, stateFile } from './record/state.ts';
import { describe } from './status.ts';

type Outcome = Result<LabStatus, LabFailure>;

export interface UpOptions {
  readonly ground: Ground;
  /** Absent: whatever fits this machine. */
  readonly plan: HerePlan | undefined;
  /** Its owner says so on the command line. */
  readonly disposable: boolean;
  onEvent(event: LabEvent): void;
  readonly signal?: AbortSignal | undefined;
}

/** Makes this machine the lab: idempotent; what is left of half a lab is taken away first, as `down` does. */
export async function up(options: UpOptions): Promise<Outcome> {
  const { ground, onEvent } = options;
  const { machine } = ground;
  const known = await knowledge(ground);
  if (!known.ok) return known;
  const allowed = permission(known.value, options.disposable);
  if (!allowed.ok) return allowed;
  const { state, ledger, boot } = known.value;
  const running = state?.phase === 'up' && known.value.alive;
  if (running) {
    const other = otherPlan(state, options.plan);
    if (other) return err(other);
    // What goes by itself when a card or a process does, and can be had again without touching anything else.
    await onMachine(machine, `${redirectsScript(state.plan.uplink)} || sh ${redirectFile}\n${startKeeper}`);
    tell(state.differences as readonly Text[], onEvent);
    return ok(describe(state));
  }
  if (state) {
    if (!known.value.uplinkThere) return err(hereFailures.uplinkGone(state.plan.uplink));
    onEvent({ type: 'warning', text: text('lab.here.half') });
    const ended = await down(ground, (left) => onEvent({ type: 'warning', text: left }), 'keep-containers');
    if (!ended.ok) return ended;
  } else if (ledger && ledger.boot !== boot) onEvent({ type: 'warning', text: text('lab.here.rebooted') });
  return fresh(options, known.value);
}

type Run = (script: string, stdin?: string) => Promise<Result<ScriptResult, LabFailure>>;

async function fresh({ ground, plan, onEvent, signal }: UpOptions, known: Known): Promise<Outcome> {
  const { machine, course } = ground;
  const say = (id: Parameters<typeof text>[0]): void => onEvent({ type: 'phase', text: text(id) });
  const run: Run = (script, stdin) =>
    onMachine(machine, script, { signal, timeoutMs: 60_000, ...(stdin === undefined ? {} : { stdin }) });
  say('lab.here.phase.look');
  const ready = await run(readyScript);
  if (!ready.ok) return ready;
  const lacking = problemIn(ready.value);
  if (lacking) return err(lacking);
  const found = await discover(ground, known);
  if (!found.ok) return found;
  const { plan: fitting, differences } = course.fit(found.value);
  const wanted = plan ?? fitting;
  const odd = (['uplink', 'hostAddress'] as const).filter((key) => wanted[key] !== found.value[key]);
  if (odd.length > 0) return err(hereFailures.otherMachine(odd.map((key) => `${key}=${found.value[key]}`).join(', ')));
  say('lab.here.phase.image');
  const files = await machine.image(wanted.image, onEvent, signal);
  if (!files.ok) return files;
  const state: HereState = {
    version: 1,
    phase: 'starting',
    since: new Date().toISOString(),
    plan: wanted,
    cards: [...found.value.cards],
    differences: [...(differences as HereState['differences'])],
  };
  say('lab.here.phase.network');
  const built = await build(run, state, known, { uplink: found.value, ...files.value });
  if (built.ok && !signal?.aborted) {
    tell(differences, onEvent);
    return ok(describe(built.value));
  }
  await down(ground, () => {}, 'keep-containers');
  return signal?.aborted ? err(failures.cancelled()) : (built as { ok: false; error: LabFailure });
}

interface Parts {
  readonly uplink: Discovered;
  readonly archive: string;
  readonly tools: string;
}

/** Writes down how the machine is, then makes it the lab. Whoever calls takes half a lab away. */
async function build(run: Run, state: HereState, known: Known, parts: Parts): Promise<Result<HereState, LabFailure>> {
  const { plan } = state;
  const steps: readonly (readonly [string, (detail: string) => LabFailure])[] = [
    [prepareScript(state, known), (detail) => failures.stateFolder(runFolder, detail)],
    [imageScript(plan.image, parts.archive), failures.image],
    [
      switchesScript(plan.uplink) + udevScript(plan) + nodesScript(plan, parts.uplink, parts.tools) + startKeeper,
      failures.network,
    ],
  ];
  for (const [script, failure] of steps) {
    const done = await run(script);
    if (!done.ok) return done;
    if (done.value.exitCode !== 0) return err(failure(done.value.stderr || done.value.stdout));
  }
  const label = await run(
    `docker image inspect -f '{{index .Config.Labels "bridgework.stand-in"}}' ${quote(plan.image)}`,
  );
  const standIn = label.ok && !['', '<no value>'].includes(label.value.stdout.trim());
  const final: HereState = { ...state, phase: 'up', image: { name: plan.image, standIn } };
  const kept = await run(
    `${settledScript}cat >${stateFile}.new && mv ${stateFile}.new ${stateFile}`,
    hereStateJson(final),
  );
  if (!kept.ok) return kept;
  return kept.value.exitCode === 0 ? ok(final) : err(failures.stateFolder(stateFile, kept.value.stderr));
}

/** One line for the learner: what is not as in the source, and why. */
function tell(differences: readonly Text[], onEvent: UpOptions['onEvent']): void {
  const [first, ...rest] = differences;
  if (!first) return;
  const all = rest.reduce((list, one) => text('lab.here.list', { list, one }), first);
  onEvent({ type: 'warning', text: text('lab.here.differs', { differences: all }) });
}

/** A lab that is up with other values than those asked for is nobody's to replace. */
export function otherPlan(state: HereState, plan: HerePlan | undefined): LabFailure | undefined {
  const has = plan === undefined ? '' : planDifference(state.plan, plan);
  return plan === undefined || has === ''
    ? undefined
    : failures.otherPlan(hereName, has, planDifference(plan, state.plan));
}

/** What this machine is like now, without what the course itself has made here. */
export async function discover({ machine, course }: Ground, known: Known): Promise<Result<Discovered, LabFailure>> {
  const seen = await onMachine(machine, discoverScript());
  if (!seen.ok) return seen;
  const before = known.ledger?.containers;
  const read = readDiscovered(seen.value.stdout, {
    containers: (id) => before !== undefined && !before.includes(id),
    links: known.state ? [...ownLinks(known.state.plan), lanDevice] : [],
  });
  return read.ok ? ok(await withAskedNeighbours({ machine, course }, read.value)) : read;
}

/** A few addresses are enough: whoever has not answered by then is no neighbour. */
async function withAskedNeighbours({ machine, course }: Ground, found: Discovered): Promise<Discovered> {
  let all = found;
  for (let asked = 0; asked < 5; asked++) {
    const { address } = course.fit(all).plan.outside;
    const answer = await onMachine(machine, askScript(address));
    if (!answer.ok || !answer.value.stdout.includes('taken')) break;
    all = { ...all, neighbours: [...all.neighbours, address] };
  }
  return all;
}

const programs = neededBy('here').join(' ');

/** Exit 0, or one line: `missing PROGRAM…`, `taken WHAT`, `kernel`, `engine WHY`, `foreign WHY`. */
const readyScript = String.raw`
missing=
for program in ${programs}; do command -v $program >/dev/null || missing="$missing $program"; done
[ -z "$missing" ] || { echo "missing$missing"; exit 1; }
for node in outside internet; do [ ! -e /run/netns/$node ] || { echo "taken network namespace $node"; exit 1; }; done
[ ! -e /sys/class/net/lab-lan ] || { echo 'taken interface lab-lan'; exit 1; }
[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || modprobe br_netfilter 2>/dev/null
[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || { echo kernel; exit 1; }
why=$(timeout 10 docker version -f '{{.Server.Version}}' 2>&1) || { echo "engine $why" | tail -n 1; exit 1; }
# A container's process ids mean something here only when the engine runs on this kernel, in this network namespace (docs/handbook.md#f09).
mine=$(readlink /proc/self/ns/net)
for pid in $(ps -e -o pid= -o comm= | awk '$2 == "dockerd" { print $1 }'); do
  [ "$(readlink /proc/$pid/ns/net)" != "$mine" ] || exit 0
done
echo "foreign $(timeout 10 docker info -f '{{.OperatingSystem}} {{.Name}}' 2>/dev/null)"
exit 1
`;

function problemIn({ stdout, exitCode }: ScriptResult): LabFailure | undefined {
  if (exitCode === 0) return undefined;
  const [, word = '', rest = ''] = /^(\S+) ?(.*)/.exec(stdout.trim()) ?? [];
  switch (word) {
    case 'missing':
      return hereFailures.missingPrograms(rest.split(' ').join(', '));
    case 'taken':
      return hereFailures.taken(rest);
    case 'kernel':
      return failures.kernel('br_netfilter', 'br_netfilter');
    case 'foreign':
      return hereFailures.foreignEngine(rest);
    default:
      return hereFailures.noEngine(rest);
  }
}

const file = (path: string, content: string): string =>
  `cat >${path} <<'BRIDGEWORK_FILE'\n${content}\nBRIDGEWORK_FILE\n`;

/** Writes down how the machine is, before anything is changed, and puts the guard in place. */
const prepareScript = (state: HereState, { boot, ledger }: Known): string => `
set -e
umask 022
mkdir -p ${runFolder}/bin ${runFolder}/journal /run/bridgework/log
${file(lookFile, lookScript)}
${file(`${runFolder}/bashrc`, shellRc)}
${file(cardsFile, state.cards.join('\n'))}${file(`${runFolder}/uplink`, state.plan.uplink)}
${file(`${runFolder}/bin/ip`, guardScript('@NETNS@'))}
sed -i "s/@NETNS@/$(readlink /proc/self/ns/net)/" ${runFolder}/bin/ip
chmod 755 ${runFolder}/bin/ip
${file(redirectFile, redirectScript(state.plan))}
${file(`${runFolder}/keeper`, keeperScript)}
${keepScript(state.cards)}
${file(stateFile, hereStateJson(state))}
docker ps -aq --no-trunc >${foreignFile}
case $(iptables -V) in *legacy*) echo nft ;; *) echo legacy ;; esac >${otherBackendFile}
sh ${lookFile} >${runFolder}/baseline.new
mv ${runFolder}/baseline.new ${runFolder}/baseline
cp ${runFolder}/baseline ${runFolder}/journal/0.before
mkdir -p ${ledgerFile.replace(/\/[^/]*$/, '')}
[ -e ${ledgerFile} ] && [ ${ledger ? 1 : 0} = 1 ] && ids='${(ledger?.containers ?? []).join('","')}' ||
  ids=$(docker ps -aq --no-trunc | tr '\\n' ' ' | sed -e 's/ $//' -e 's/ /","/g')
printf '{"version":1,"boot":"${boot}","names":${JSON.stringify(state.plan.own.containers)},"containers":[%s]}\\n' "\${ids:+\\"$ids\\"}" >${ledgerFile}
`;

/** The lab's own changes are the first entry of the ledger. */
const settledScript = `sh ${lookFile} >${runFolder}/journal/0.after\n`;

const imageScript = (image: string, archive: string): string => `
set -e
if ! docker image inspect ${quote(image)} >/dev/null 2>&1; then
  name=$(docker load -q <${quote(archive)} | sed -n 's/^Loaded image: //p' | head -n 1)
  [ "$name" = ${quote(image)} ] || docker tag "$name" ${quote(image)}
fi
`;

/** What the course relies on, as on the machine of the source's author. \`down\` gives back what was there before. */
const switchesScript = (uplink: string): string => `
set -e
echo 1 >/proc/sys/net/ipv4/ip_forward
echo 1 >/proc/sys/net/ipv4/conf/${uplink}/forwarding
echo 1 >/proc/sys/net/bridge/bridge-nf-call-iptables
iptables -w 10 -P FORWARD DROP
`;
