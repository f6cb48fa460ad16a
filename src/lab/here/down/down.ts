import type { Text } from '../../../i18n/text.ts';
import { err, ok, type Result } from '../../../result.ts';
import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import type { LabFailure } from '../../lab.ts';
import { type Item, itemInWords, keyOf, type Snapshot, tally, without } from '../ledger/item.ts';
import { lookFile } from '../ledger/look.ts';
import { type Change, type Settlement, settle } from '../ledger/settle.ts';
import { readSnapshot, type Seen } from '../ledger/snapshot.ts';
import { hereFailures } from '../machine/failure.ts';
import { type Machine, onMachine } from '../machine/machine.ts';
import { ledgerFile, runFolder } from '../machine/places.ts';
import { withoutNodes, withoutRedirect } from '../nodes/nodes.ts';
import { withoutUdev } from '../nodes/udev.ts';
import { type Ground, knowledge } from '../record/knowledge.ts';
import type { HereLedger, HereState } from '../record/state.ts';

/** Files of the journal as one stream; their content frames parts by itself. */
const fileMark = '@@bridgework-file ';

/**
 * Gives the machine back: the nodes go, and everything that the course changed is as it was before. `keep-containers`:
 * for a lab that is only fixed. What could not be put right is told, and nothing else is touched.
 */
export async function down(
  ground: Ground,
  onLeft: (text: Text) => void = () => {},
  how: 'all' | 'keep-containers' = 'all',
): Promise<Result<void, LabFailure>> {
  const { machine } = ground;
  const known = await knowledge(ground);
  if (!known.ok) return known;
  const { state, ledger, root } = known.value;
  if (!state && !ledger) return ok(undefined);
  if (!root) return err(hereFailures.notRoot('sudo bridgework lab down --lab here'));
  const keep = how === 'keep-containers';
  if (state) {
    const seen = await onMachine(machine, `${withoutNodes(state.plan.uplink)}${withoutUdev}${journalScript}`, {
      timeoutMs: 60_000,
    });
    if (!seen.ok) return seen;
    const left = await undo(machine, state, seen.value.stdout, keep, ledger?.containers ?? []);
    // Then the ledger stays: nothing is forgotten before it is settled.
    if (!left) return err(hereFailures.unsettled());
    if (left.length > 0) onLeft(hereFailures.left(left));
  } else if (ledger && !keep) await onMachine(machine, forgetScript(ledger));
  const gone = await onMachine(machine, `rm -rf ${runFolder}${keep ? '' : ` ${ledgerFile}`}`);
  return gone.ok ? ok(undefined) : gone;
}

export const journalScript = withValues(
  { RUN: runFolder, LOOK: lookFile },
  scriptBeside(import.meta.url, './read-journal.sh'),
);

async function undo(
  machine: Machine,
  { plan }: HereState,
  output: string,
  keep: boolean,
  before: readonly string[],
): Promise<readonly string[] | undefined> {
  const files = new Map(
    `\n${output}`
      .split(`\n${fileMark}`)
      .slice(1)
      .map((chunk) => [chunk.slice(0, chunk.indexOf('\n')), readSnapshot(chunk.slice(chunk.indexOf('\n') + 1))]),
  );
  const [start, now] = [files.get('baseline'), files.get('now')];
  // Half a lab that did not get as far as writing down how the machine is has changed nothing either.
  if (!files.has('baseline')) return [];
  if (!start || !now) return undefined;
  // After a reboot the course's own containers are there from the beginning.
  const foreign = (item: Item): boolean =>
    (item.kind !== 'container' && item.kind !== 'running') || before.includes(item.id);
  const baseline = start.items.filter(foreign);
  const counted = (items: Snapshot): Snapshot =>
    keep ? items.filter(({ kind }) => kind !== 'container' && kind !== 'running') : items;
  const changes = changesIn(files, now);
  const settled = ({ items, handles }: Seen): Settlement =>
    settle({
      baseline: counted(baseline),
      changes: changes.map((change) => ({ before: counted(change.before), after: counted(change.after) })),
      now: counted(items),
      handles,
      plan,
    });
  const first = settled(now);
  const looked = first.engine.length === 0 ? now : await doneAndSeen(machine, first.engine);
  if (!looked) return undefined;
  const { lines, undone: rest } = looked === now ? first : settled(looked);
  const undone = [...new Map([...first.undone, ...rest].map((item) => [keyOf(item), item])).values()];
  if (undone.length === 0) return [];
  const end = await doneAndSeen(machine, [...lines, withoutRedirect(plan.uplink)]);
  return end && stillWrong(undone, counted(baseline), counted(end.items));
}

async function doneAndSeen(machine: Machine, lines: readonly string[]): Promise<Seen | undefined> {
  const after = await onMachine(machine, `${lines.join('\n')}\nprintf '\\n'\nsh ${lookFile}`, { timeoutMs: 60_000 });
  return after.ok ? readSnapshot(after.value.stdout) : undefined;
}

/** A change that was cut off ends with whatever was seen next. */
function changesIn(files: ReadonlyMap<string, Seen | undefined>, now: Seen): readonly Change[] {
  const names = [...files.keys()].filter((name) => /^\d/.test(name));
  const time = (name: string): bigint => BigInt(/^\d+/.exec(name)?.[0] ?? 0);
  const befores = names.filter((name) => name.endsWith('.before')).sort((a, b) => (time(a) < time(b) ? -1 : 1));
  return befores.flatMap((name, index) => {
    const before = files.get(name);
    const next = befores.slice(index + 1).map((later) => files.get(later));
    const after = files.get(name.replace(/before$/, 'after')) ?? next.find((later) => later !== undefined) ?? now;
    return before ? [{ before: before.items, after: after.items }] : [];
  });
}

/** Items that were to be undone, and still differ from how they were. */
function stillWrong(undone: readonly Item[], baseline: Snapshot, end: Snapshot): readonly string[] {
  const wrong = tally([...without(end, baseline), ...without(baseline, end)]);
  return undone.filter((item) => wrong.has(keyOf(item))).map(itemInWords);
}

/** After a reboot all that is left of a course is its containers. */
export const forgetScript = ({ containers, names }: HereLedger): string =>
  withValues(
    { KNOWN: containers.join('\n'), NAMES: names.map((name) => `/${name}`).join('\n') },
    scriptBeside(import.meta.url, './forget.sh'),
  );
