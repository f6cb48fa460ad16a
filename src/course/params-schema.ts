import ipaddr from 'ipaddr.js';
import * as z from 'zod';
import { defaultParams } from '../../lessons/course.ts';
import type { MessageId } from '../i18n/catalogue.ts';
import { type Text, text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import type { Params } from './params.ts';

/** One refused parameter; `path` is dotted, e.g. `c1.address`, and empty when the whole set is meant. */
export interface ParamProblem {
  readonly path: string;
  readonly text: Text;
}

/** The kernel allows 15 bytes and more letters than these (dev_valid_name); values end up in shell commands, so only harmless ones pass. */
const nic = /^[A-Za-z_][A-Za-z0-9_-]{0,14}$/;
/** `eth0` is the container's end of every pair, `lo` is taken, `all` and `default` mean something else to sysctl. */
const takenNics = new Set(['eth0', 'lo', 'all', 'default']);
/** Docker's own rule for names, plus a length that fits a host name. */
const container = /^[A-Za-z0-9][A-Za-z0-9_.-]{1,62}$/;
/** The lab's other nodes. */
const takenNodes = new Set(['host', 'outside', 'internet']);
const image = /^[a-z0-9]+(?:[._/:-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$/;
const site = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/i;

/** zod carries the id of a catalogue message. */
const because = (id: MessageId): MessageId => id;

const anyInterface = z.string(because('course.param-interface')).regex(nic, because('course.param-interface'));
const interfaceName = anyInterface.refine((name) => !takenNics.has(name), because('course.param-interface-taken'));
/** The card may be called as the containers' ends are, as long as these have other names on the host (`clashesOf`). */
const cardName = anyInterface.refine(
  (name) => name === 'eth0' || !takenNics.has(name),
  because('course.param-interface-taken'),
);
const address = z
  .string(because('course.param-address'))
  .refine((value) => ipaddr.IPv4.isValidFourPartDecimal(value), because('course.param-address'));
const port = z
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
const containerParams = z.strictObject({
  name: z
    .string(because('course.param-container'))
    .regex(container, because('course.param-container'))
    .refine((name) => !takenNodes.has(name), because('course.param-container-taken')),
  veth: interfaceName,
  peer: cardName,
  address,
});
const schema = z.strictObject({
  bridge: interfaceName,
  subnet: z.string(because('course.param-subnet')).refine(isSubnet, because('course.param-subnet')),
  gateway: address,
  c1: containerParams,
  c2: containerParams,
  uplink: cardName,
  hostAddress: address,
  port,
  image: z
    .string(because('course.param-image'))
    .max(255, because('course.param-image'))
    .regex(image, because('course.param-image')),
  site: z.string(because('course.param-site')).regex(site, because('course.param-site')),
  outsideAddress: address,
  hostServicePort: port,
});

/** Completes overrides (any shape, e.g. read from a file) with the defaults and proves that the whole set makes sense. */
export function parseParams(overrides: unknown): Result<Params, readonly ParamProblem[]> {
  if (!isRecord(overrides)) return err([{ path: '', text: text('course.param-shape') }]);
  const merged = {
    ...defaultParams,
    ...overrides,
    c1: isRecord(overrides['c1'] ?? {}) ? { ...defaultParams.c1, ...Object(overrides['c1']) } : overrides['c1'],
    c2: isRecord(overrides['c2'] ?? {}) ? { ...defaultParams.c2, ...Object(overrides['c2']) } : overrides['c2'],
  };
  const parsed = schema.safeParse(merged);
  if (!parsed.success) return err(parsed.error.issues.flatMap(problemsOf));
  const clashes = clashesOf(parsed.data);
  return clashes.length > 0 ? err(clashes) : ok(parsed.data);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function problemsOf(issue: z.core.$ZodIssue): ParamProblem[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), text: text('course.param-unknown') }));
  }
  return [
    {
      path,
      text:
        issue.path.length === 1 && (path === 'c1' || path === 'c2')
          ? text('course.param-shape')
          : text(issue.message as MessageId),
    },
  ];
}

/** Room for three hosts at least, and no host bits set. */
function isSubnet(value: string): boolean {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(value)) return false;
  const [, bits] = ipaddr.IPv4.parseCIDR(value);
  return bits >= 8 && bits <= 29 && value === `${ipaddr.IPv4.networkAddressFromCIDR(value).toString()}/${bits}`;
}

function clashesOf(params: Params): ParamProblem[] {
  const { bridge, c1, c2, uplink, gateway, hostAddress, outsideAddress, subnet } = params;
  const network = ipaddr.IPv4.parseCIDR(subnet);
  const inSubnet = (value: string): boolean => ipaddr.IPv4.parse(value).match(network);
  const ends = [
    ipaddr.IPv4.networkAddressFromCIDR(subnet).toString(),
    ipaddr.IPv4.broadcastAddressFromCIDR(subnet).toString(),
  ];
  const inside = { gateway, 'c1.address': c1.address, 'c2.address': c2.address };
  const outside = { hostAddress, outsideAddress };
  return [
    ...twice({ bridge, 'c1.veth': c1.veth, 'c2.veth': c2.veth, uplink, 'c1.peer': c1.peer }),
    ...twice({ bridge, 'c1.veth': c1.veth, 'c2.veth': c2.veth, uplink, 'c2.peer': c2.peer }).filter(
      ({ path }) => path === 'c2.peer',
    ),
    ...twice({ 'c1.name': c1.name, 'c2.name': c2.name }),
    ...twice({ ...inside, ...outside }),
    ...twice({ port: params.port, hostServicePort: params.hostServicePort }),
    ...Object.entries(inside).flatMap(([path, value]) =>
      inSubnet(value) && !ends.includes(value) ? [] : [{ path, text: text('course.param-outside-subnet', { subnet }) }],
    ),
    ...Object.entries(outside).flatMap(([path, value]) =>
      inSubnet(value) ? [{ path, text: text('course.param-inside-subnet', { subnet }) }] : [],
    ),
    ...[...reserved, `${hostAddress}/24`]
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

/** Values that must all differ. */
function twice(values: { readonly [path: string]: string | number }): ParamProblem[] {
  const seen = new Map<string | number, string>();
  return Object.entries(values).flatMap(([path, value]) => {
    const other = seen.get(value);
    seen.set(value, path);
    return other ? [{ path, text: text('course.param-twice', { other }) }] : [];
  });
}
