import { readFile } from 'node:fs/promises';
import type { Params } from '../course/params.ts';
import type { Staging, Variant } from '../course/scene.ts';
import { overlaps } from '../grade/variants/networks.ts';
import type { RosterEntry } from '../grade/variants/roster.ts';
import { networksIn } from '../grade/variants/routes.ts';
import { isId } from '../grade/variants/student-id.ts';
import { networksOfOthers, nothingTaken, type Taken, variantOf, variantsOf } from '../grade/variants/variant.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { Grader } from './grader.ts';
import { readFileUpTo } from './read-file.ts';

type Env = Grader['env'];

const leastSecret = 16;

/** The course secret; it is only ever read from a file, so that it stands in no process list and no history. */
export async function readSecret(env: Env): Promise<Result<string, Text>> {
  const file = env['BRIDGEWORK_SECRET_FILE'];
  if (file === undefined || file === '') return err(text('grade.variant.no-secret'));
  const read = await readText(file);
  if (!read.ok) return err(text('grade.variant.unreadable', { file, reason: read.error }));
  const secret = read.value.trim();
  return secret.length < leastSecret ? err(text('grade.variant.short', { file })) : ok(secret);
}

export async function rosterFrom(file: string): Promise<Result<readonly RosterEntry[], Text>> {
  const read = await readText(file);
  if (!read.ok) return err(text('grade.roster.unreadable', { file, reason: read.error }));
  const { readRoster } = await import('../grade/variants/roster.ts');
  const roster = readRoster(read.value);
  return roster.ok ? roster : err(roster.error);
}

/**
 * The variant of one student on this machine. With BRIDGEWORK_ROSTER, as that class has them; where a route of this machine
 * is in the way, the next that are free, of the class too.
 */
async function studentVariant(env: Env, student: string): Promise<Result<Variant, Text>> {
  const id = student.normalize('NFC');
  if (!isId(id)) return err(text('grade.variant.id', { student: student.slice(0, 40) }));
  const secret = await readSecret(env);
  if (!secret.ok) return secret;
  const file = env['BRIDGEWORK_ROSTER'];
  const roster = file ? await rosterFrom(file) : ok([]);
  if (!roster.ok) return roster;
  const ids = roster.value.map((entry) => entry.id);
  if (file && !ids.includes(id)) return err(text('grade.roster.unknown', { student: id }));
  const found = variantHere(secret.value, id, variantsOf(secret.value, ids), await machineNetworks());
  return found ? ok(found) : err(text('grade.variant.none', { student: id }));
}

/** The same, as the course's own overrides. */
export async function studentParams(
  { variant }: Pick<Staging, 'variant'>,
  env: Env,
  student: string,
): Promise<Result<Partial<Params>, Text>> {
  const found = await studentVariant(env, student);
  return found.ok ? ok(variant?.(found.value) ?? {}) : found;
}

/** A student's variant among those of a class, clear of the networks of a machine. */
export function variantHere(
  secret: string,
  student: string,
  variants: ReadonlyMap<string, Variant>,
  networks: Taken['networks'],
): Variant | undefined {
  const own = variants.get(student);
  if (own && !overlaps(own.subnet, networksOfOthers(networks, own))) return own;
  const others = [...variants.values()].filter((one) => one.student !== student);
  return variantOf(secret, student, {
    ...nothingTaken,
    networks: [...networks, ...others.map(({ subnet }) => ({ cidr: subnet }))],
    ports: new Set(others.map(({ port }) => port)),
    tags: new Set(others.map(({ tag }) => tag)),
  });
}

/** None where the kernel does not say. */
export const machineNetworks = async (): Promise<Taken['networks']> =>
  networksIn(await readFile('/proc/net/route', 'utf8').catch(() => ''));

/** A class of a hundred thousand is some 10 MB. */
const mostRoster = 32 * 1024 * 1024;

async function readText(file: string): Promise<Result<string, Text | string>> {
  const content = await readFileUpTo(file, mostRoster);
  return content.ok ? ok(content.value.toString('utf8')) : content;
}
