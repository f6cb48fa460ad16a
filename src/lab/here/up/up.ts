import { type Text, text } from '../../../i18n/text.ts';
import { err, ok, type Result } from '../../../result.ts';
import { quote } from '../../../text/quote.ts';
import type { LabEvent, LabFailure, LabStatus, ScriptResult } from '../../lab.ts';
import { failures } from '../../shared/failure.ts';
import { startKeeper } from '../cards/keeper.ts';
import { down } from '../down/down.ts';
import type { Discovered } from '../machine/discover.ts';
import { hereFailures } from '../machine/failure.ts';
import { onMachine } from '../machine/machine.ts';
import { hereName, redirectFile, runFolder } from '../machine/places.ts';
import { nodesScript } from '../nodes/nodes.ts';
import { redirectsScript } from '../nodes/redirect.ts';
import { udevScript } from '../nodes/udev.ts';
import { type HerePlan, planDifference } from '../plan/plan.ts';
import { describe } from '../record/describe.ts';
import { type Ground, type Known, knowledge } from '../record/knowledge.ts';
import { permission } from '../record/permission.ts';
import { type HereState, hereStateJson, stateFile } from '../record/state.ts';
import { imageScript, prepareScript, settledScript, switchesScript } from './build.ts';
import { problemIn, readyScript } from './ready.ts';
import { discover } from './survey.ts';

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
    report(state.differences as readonly Text[], onEvent);
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
  const announce = (id: Parameters<typeof text>[0]): void => onEvent({ type: 'phase', text: text(id) });
  const run: Run = (script, stdin) =>
    onMachine(machine, script, { signal, timeoutMs: 60_000, ...(stdin === undefined ? {} : { stdin }) });
  announce('lab.here.phase.look');
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
  announce('lab.here.phase.image');
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
  announce('lab.here.phase.network');
  const built = await build(run, state, known, { uplink: found.value, ...files.value });
  if (built.ok && !signal?.aborted) {
    report(differences, onEvent);
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
  const stored = await run(
    `${settledScript}cat >${stateFile}.new && mv ${stateFile}.new ${stateFile}`,
    hereStateJson(final),
  );
  if (!stored.ok) return stored;
  return stored.value.exitCode === 0 ? ok(final) : err(failures.stateFolder(stateFile, stored.value.stderr));
}

/** One line for the learner: what is not as in the source, and why. */
function report(differences: readonly Text[], onEvent: UpOptions['onEvent']): void {
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
