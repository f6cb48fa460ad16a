import { readFile } from 'node:fs/promises';
import type { Params } from '../course/params.ts';
import { overlaps } from '../grade/variants/networks.ts';
import type { RosterEntry } from '../grade/variants/roster.ts';
import { networksIn } from '../grade/variants/routes.ts';
import { isId } from '../grade/variants/student-id.ts';
import { nothingTaken, type Taken, type Variant, variantOf, variantsOf } from '../grade/variants/variant.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { Grader } from './grader.ts';

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

/** What a variant sets; everything else stays the course's. */
export type VariantParams = Pick<Params, 'bridge' | 'subnet' | 'gateway' | 'c1' | 'c2' | 'port'>;

export const paramsOf = ({ params: { bridge, subnet, gateway, c1, c2, port } }: Variant): VariantParams => ({
  bridge,
  subnet,
  gateway,
  c1,
  c2,
  port,
});

/**
 * The values of one student on this machine. With BRIDGEWORK_ROSTER, as that class has them; where a route of this machine
 * is in the way, the next that are free, of the class too.
 */
export async function studentParams(env: Env, student: string): Promise<Result<VariantParams, Text>> {
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
  return found ? ok(paramsOf(found)) : err(text('grade.variant.none', { student: id }));
}

/** A student's variant among those of a class, clear of the networks of a machine. */
export function variantHere(
  secret: string,
  student: string,
  variants: ReadonlyMap<string, Variant>,
  networks: Taken['networks'],
): Variant | undefined {
  const own = variants.get(student);
  const here = networks.filter(({ device }) => device !== own?.params.bridge).map(({ cidr }) => cidr);
  if (own && !overlaps(own.params.subnet, here)) return own;
  const others = [...variants.values()].filter((one) => one.student !== student);
  return variantOf(secret, student, {
    ...nothingTaken,
    networks: [...networks, ...others.map(({ params }) => ({ cidr: params.subnet }))],
    ports: new Set(others.map(({ params }) => params.port)),
    tags: new Set(others.map(({ tag }) => tag)),
  });
}

/** None where the kernel does not say. */
export const machineNetworks = async (): Promise<Taken['networks']> =>
  networksIn(await readFile('/proc/net/route', 'utf8').catch(() => ''));

async function readText(file: string): Promise<Result<string, string>> {
  try {
    return ok(await readFile(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return err(String(error.code));
  }
}
