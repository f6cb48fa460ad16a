import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Params } from '../course/params.ts';
import type { Student, Target } from '../grade/grade.ts';
import { stepsIn } from '../grade/plan.ts';
import { type Text, text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import type { SshSettings, SshTarget } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import type { Gradable } from './gradable.ts';
import type { Grader } from './grader.ts';
import { readInventory } from './inventory/inventory.ts';
import type { Remark } from './inventory/model.ts';
import type { Lookers } from './lookers.ts';
import type { TargetOptions } from './options.ts';
import type { Keeping } from './perform.ts';
import { mostWritten, readFileUpTo } from './read-file.ts';
import { readTarget, shownTarget, targetWord } from './remote/target.ts';

export interface MachineUse {
  readonly keep: Keeping;
  readonly resume: boolean;
  readonly settings: SshSettings;
  /** The course's parameters for a student: their own variant, where there is one. */
  paramsOf(student: Student | undefined): Params;
}

/** A machine over ssh; one connection a look. */
export function machine(
  lookers: Lookers,
  { target, ssh }: { readonly target: Target; readonly ssh: SshTarget },
  { keep, resume, settings, paramsOf }: MachineUse,
): Gradable {
  const job = { kind: 'machine', target, ssh, settings, resume, keep } as const;
  return {
    target,
    look: async (plan, signal) =>
      (await lookers.perform({ ...job, steps: stepsIn(plan), params: paramsOf(target.student) }, signal)).look,
  };
}

/** The machines that `--target` and `--inventory` name, each once. */
export async function machinesFrom(
  grader: Grader,
  { target: words, inventory }: Pick<TargetOptions, 'target' | 'inventory'>,
): Promise<Result<readonly { readonly target: Target; readonly ssh: SshTarget }[], Text>> {
  const found = new Map<string, { readonly target: Target; readonly ssh: SshTarget }>();
  for (const word of words) {
    const read = readTarget(word);
    if (!read.ok) return err(read.error);
    const place = targetWord(read.value);
    if (found.has(place)) return err(text('remote.target.twice', { target: shownTarget(word) }));
    found.set(place, { target: { id: place.slice('ssh://'.length), place }, ssh: read.value });
  }
  const listed = inventory === undefined ? ok([]) : await readMachines(grader, inventory);
  if (!listed.ok) return listed;
  for (const { name, target: ssh, student } of listed.value) {
    const id = student ?? name;
    if (found.has(id)) return err(text('remote.target.twice', { target: id.slice(0, 60) }));
    found.set(id, { target: { id, place: targetWord(ssh), ...(student ? { student: { id: student } } : {}) }, ssh });
  }
  return ok([...found.values()]);
}

async function readMachines({ lang, notify: tell }: Grader, file: string) {
  const translate = translator(lang);
  const content = await inventoryText(file);
  if (!content.ok) return content;
  const read = readInventory(file, content.value);
  const line = (remark: Remark): string => `${translate(at(remark))}\n`;
  if (!read.ok) {
    const problems = read.error.slice(0, 20).map(line).join('');
    return err(text('inventory.refused', { file, problems: `\n${problems.trimEnd()}` }));
  }
  for (const note of [...read.value.notes, ...(await foldersBeside(file))]) tell(at(note));
  return ok(read.value.machines);
}

const at = ({ line, text: words }: Remark): Text =>
  line === undefined ? words : text('inventory.at-line', { line, text: words });

async function inventoryText(file: string): Promise<Result<string, Text>> {
  const read = await readFileUpTo(file, mostWritten);
  if (read.ok) {
    const content = read.value.toString('utf8');
    return content.startsWith('#!') ? err(text('inventory.script', { file })) : ok(content);
  }
  const isFolder = typeof read.error !== 'string' && read.error.id === 'file.folder';
  return err(
    isFolder ? text('inventory.folder', { file }) : text('inventory.unreadable', { file, reason: read.error }),
  );
}

/** Ansible reads them too; a machine whose address stands there would be looked for elsewhere. */
async function foldersBeside(file: string): Promise<readonly Remark[]> {
  const folders = ['group_vars', 'host_vars'].map((name) => join(dirname(file), name));
  const there = await Promise.all(
    folders.map((folder) =>
      stat(folder).then(
        () => true,
        () => false,
      ),
    ),
  );
  return folders
    .filter((_, index) => there[index])
    .map((folder) => ({ text: text('inventory.note-folder', { folder }) }));
}
