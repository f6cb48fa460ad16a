import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import type { MessageId } from '../i18n/catalogue.ts';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { ParamProblem, Params } from './params.ts';

/** Kinds of parameters, for courses to make their schemas of. Values end up in shell commands, so only harmless ones pass. */

/** The kernel allows 15 bytes and more letters than these (dev_valid_name). */
const nic = /^[A-Za-z_][A-Za-z0-9_-]{0,14}$/;
/** `eth0` is a container's end of every pair, `lo` is taken, `all` and `default` mean something else to sysctl. */
const takenNics = new Set(['eth0', 'lo', 'all', 'default']);
/** Docker's own rule for names, plus a length that fits a host name. */
const container = /^[A-Za-z0-9][A-Za-z0-9_.-]{1,62}$/;
const imageName = /^[a-z0-9]+(?:[._/:-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$/;
const siteName = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

/** zod carries the id of a catalogue message. */
const because = (id: MessageId): MessageId => id;

const anyInterface = z.string(because('course.param-interface')).regex(nic, because('course.param-interface'));
export const interfaceName = anyInterface.refine(
  (name) => !takenNics.has(name),
  because('course.param-interface-taken'),
);
/** A card may be called as the containers' ends are, as long as these have other names on the host. */
export const cardName = anyInterface.refine(
  (name) => name === 'eth0' || !takenNics.has(name),
  because('course.param-interface-taken'),
);
export const address = z
  .string(because('course.param-address'))
  .refine((value) => ipaddr.IPv4.isValidFourPartDecimal(value), because('course.param-address'));
export const port = z
  .union(
    [
      z.number(),
      z
        .string()
        .regex(/^\d{1,5}$/)
        .transform(Number),
    ],
    because('course.param-port'),
  )
  .refine((value) => Number.isInteger(value) && value >= 1 && value <= 65535, because('course.param-port'));
/** `taken`: the names of the lab's other nodes. */
export const containerName = (taken: readonly string[]) =>
  z
    .string(because('course.param-container'))
    .regex(container, because('course.param-container'))
    .refine((name) => !taken.includes(name), because('course.param-container-taken'));
/** CIDR. */
export const subnet = z.string(because('course.param-subnet')).refine(hasRoomForThree, because('course.param-subnet'));
export const image = z
  .string(because('course.param-image'))
  .max(255, because('course.param-image'))
  .regex(imageName, because('course.param-image'));
/** A host name with a dot. */
export const site = z.string(because('course.param-site')).regex(siteName, because('course.param-site'));

/** Room for three hosts at least, and no host bits set. */
function hasRoomForThree(value: string): boolean {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(value)) return false;
  const [, bits] = ipaddr.IPv4.parseCIDR(value);
  return bits >= 8 && bits <= 29 && value === `${ipaddr.IPv4.networkAddressFromCIDR(value).toString()}/${bits}`;
}

export interface ParamRules<P extends Params> {
  readonly defaults: P;
  readonly schema: z.ZodType<P>;
  /** What is wrong with values that are right one by one. */
  clashes(params: P): readonly ParamProblem[];
}

/** Defaults where nothing is overridden; a parameter that has parts is completed part by part. */
export function parseParams<P extends Params>(
  { defaults, schema, clashes }: ParamRules<P>,
  overrides: unknown,
): Result<P, readonly ParamProblem[]> {
  if (!isRecord(overrides)) return err([{ path: '', text: text('course.param-shape') }]);
  const whole = (name: string, own: unknown): unknown => {
    const given = overrides[name];
    return isRecord(own) && isRecord(given ?? {}) ? { ...own, ...Object(given) } : (given ?? own);
  };
  const merged = { ...overrides };
  for (const [name, own] of Object.entries(defaults)) if (isRecord(own)) merged[name] = whole(name, own);
  const parsed = schema.safeParse({ ...defaults, ...merged });
  if (!parsed.success) return err(parsed.error.issues.flatMap((issue) => problemsOf(issue, defaults)));
  const found = clashes(parsed.data);
  return found.length > 0 ? err(found) : ok(parsed.data);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemsOf(issue: z.core.$ZodIssue, defaults: Params): ParamProblem[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), text: text('course.param-unknown') }));
  }
  const hasParts = issue.path.length === 1 && isRecord(defaults[path]);
  return [{ path, text: text(hasParts ? 'course.param-shape' : (issue.message as MessageId)) }];
}

/** Values that must all differ. */
export function twice(values: { readonly [path: string]: string | number }): ParamProblem[] {
  const seen = new Map<string | number, string>();
  return Object.entries(values).flatMap(([path, value]) => {
    const other = seen.get(value);
    seen.set(value, path);
    return other ? [{ path, text: text('course.param-twice', { other }) }] : [];
  });
}

/** Addresses that hosts of a network must have, those that must not, and other networks that it may not cover. */
export function networkClashes(
  subnet: string,
  inside: { readonly [path: string]: string },
  outside: { readonly [path: string]: string },
  others: readonly string[],
): ParamProblem[] {
  const network = ipaddr.IPv4.parseCIDR(subnet);
  const inSubnet = (value: string): boolean => ipaddr.IPv4.parse(value).match(network);
  const ends = [
    ipaddr.IPv4.networkAddressFromCIDR(subnet).toString(),
    ipaddr.IPv4.broadcastAddressFromCIDR(subnet).toString(),
  ];
  return [
    ...Object.entries(inside).flatMap(([path, value]) =>
      inSubnet(value) && !ends.includes(value) ? [] : [{ path, text: text('course.param-outside-subnet', { subnet }) }],
    ),
    ...Object.entries(outside).flatMap(([path, value]) =>
      inSubnet(value) ? [{ path, text: text('course.param-inside-subnet', { subnet }) }] : [],
    ),
    ...[...reserved, ...others]
      .filter((other) => overlap(network, ipaddr.IPv4.parseCIDR(other)))
      .slice(0, 1)
      .map((other) => ({ path: 'subnet', text: text('course.param-subnet-taken', { subnet, other }) })),
  ];
}

/** This machine, loopback, link-local, the addresses that are only looked up (TEST-NET-1), the lab's internet (TEST-NET-3), multicast and above. */
const reserved = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '192.0.2.0/24', '203.0.113.0/24', '224.0.0.0/3'];

type Network = readonly [ipaddr.IPv4, number];
const overlap = (one: Network, other: Network): boolean =>
  one[0].match(other[0], Math.min(one[1], other[1])) || other[0].match(one[0], Math.min(one[1], other[1]));
