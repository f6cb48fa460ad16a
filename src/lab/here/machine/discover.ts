import * as z from 'zod';
import { err, ok, type Result } from '../../../result.ts';
import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import type { LabFailure } from '../../lab.ts';
import { hereFailures } from './failure.ts';
import { partScript, partsOf } from './parts.ts';

/** What the course must know of a machine. Nothing of it is read from names. */
export interface Discovered {
  /** The device to which route look-ups lead. */
  readonly uplink: string;
  readonly mac: string;
  readonly hostAddress: string;
  readonly prefix: number;
  readonly gateway: string;
  /** Names of all network devices, but not of the lab's own. */
  readonly links: readonly string[];
  /** Devices that are no software of the kernel, with all their names: never to be moved away. */
  readonly cards: readonly string[];
  /** Networks that are somebody's, with whose: routes, and Docker's networks also while nothing runs in them. */
  readonly networks: readonly { readonly network: string; readonly owner: string }[];
  /** Addresses of the LAN that somebody has. */
  readonly neighbours: readonly string[];
  /** Names of the containers that are not the course's. */
  readonly containers: readonly string[];
  /** TCP ports on which somebody listens. */
  readonly ports: readonly number[];
}

/** The kernel allows nearly any letter in a name; these end up in scripts, so only harmless ones are taken. */
const harmless = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,126}$/;
/** What the course takes as an uplink (params-schema.ts). */
const uplinkName = /^[A-Za-z_][A-Za-z0-9_-]{0,14}$/;

export const discoverScript = `${partScript}${scriptBeside(import.meta.url, './discover.sh')}`;

const get = z.array(
  z.object({
    dev: z.string(),
    gateway: z.string().optional(),
    prefsrc: z.string().optional(),
    type: z.string().optional(),
  }),
);
const link = z.array(
  z.object({
    ifname: z.string(),
    link_type: z.string().optional(),
    address: z.string().optional(),
    altnames: z.array(z.string()).optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
  }),
);
const addr = z.array(
  z.object({
    ifname: z.string().optional(),
    addr_info: z.array(z.object({ local: z.string().optional(), prefixlen: z.number().optional() })).optional(),
  }),
);
const routes = z.array(z.object({ dst: z.string(), dev: z.string().optional(), type: z.string().optional() }));
const neigh = z.array(z.object({ dst: z.string().optional(), lladdr: z.string().optional() }));

/** `own`: ids of containers, names of links and the bridge of a course that has been here: not in its own way. */
export interface Own {
  readonly containers: (id: string) => boolean;
  readonly links: readonly string[];
}

type Lines = (name: string) => readonly (readonly string[])[];
type Read = <T>(name: string, schema: z.ZodType<T>) => T | undefined;

export function readDiscovered(output: string, own: Own): Result<Discovered, LabFailure> {
  const parts = partsOf(output);
  const read: Read = (name, schema) => {
    const parsed = schema.safeParse(jsonOf(parts.get(name) ?? ''));
    return parsed.success ? parsed.data : undefined;
  };
  const links = read('link', link);
  if (!links) return err(hereFailures.noTools());
  const way = readWay(read, links);
  if (!way.ok) return way;
  const { uplink, gateway } = way.value;
  const isOwn = (name: string | undefined): boolean => name !== undefined && own.links.includes(name);
  const lines: Lines = (name) =>
    (parts.get(name) ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.trim().split(/\s+/));
  return ok({
    ...way.value,
    links: links.map(({ ifname }) => ifname).filter((name) => !isOwn(name)),
    cards: cardsOf(links, uplink),
    networks: networksOf(
      lines,
      (read('routes', routes) ?? []).filter(({ dev }) => !isOwn(dev)),
    ),
    neighbours: [
      gateway,
      ...(read('neigh', neigh) ?? []).flatMap(({ dst, lladdr }) => (dst && lladdr ? [dst] : [])),
      ...lines('resolv').flatMap(([, server]) => server ?? []),
    ],
    containers: lines('containers').flatMap(([id = '', name = '']) => (own.containers(id) ? [] : [name])),
    ports: lines('ports').flatMap(([, , , local = '']) => Number(/:(\d+)$/.exec(local)?.[1] ?? 0) || []),
  });
}

/** The card that leads out: an Ethernet device with an address on a network that has room. */
function readWay(
  read: Read,
  links: z.infer<typeof link>,
): Result<Pick<Discovered, 'uplink' | 'mac' | 'hostAddress' | 'prefix' | 'gateway'>, LabFailure> {
  const addresses = read('addr', addr);
  if (!addresses) return err(hereFailures.noTools());
  const way = read('get', get)?.[0];
  const card = links.find(({ ifname }) => ifname === way?.dev);
  const usual = way && uplinkName.test(way.dev) && card?.link_type === 'ether';
  if (!usual || !way.gateway || !way.prefsrc || !card.address) return err(hereFailures.noUplink(way?.dev ?? '-'));
  const { dev: uplink, gateway, prefsrc: hostAddress } = way;
  const prefix = addresses
    .find(({ ifname }) => ifname === uplink)
    ?.addr_info?.find(({ local }) => local === hostAddress)?.prefixlen;
  if (prefix === undefined || prefix > 28) return err(hereFailures.noLan(uplink, `${hostAddress}/${prefix ?? '-'}`));
  return ok({ uplink, mac: card.address, hostAddress, prefix, gateway });
}

const cardsOf = (links: z.infer<typeof link>, uplink: string): readonly string[] =>
  links
    .filter(({ ifname, linkinfo }) => (ifname !== 'lo' && linkinfo?.info_kind === undefined) || ifname === uplink)
    .flatMap(({ ifname, altnames }) => [ifname, ...(altnames ?? [])])
    .filter((name) => harmless.test(name));

const networksOf = (lines: Lines, others: z.infer<typeof routes>): Discovered['networks'] =>
  [
    ...lines('networks').map(([owner = '', cidr = '']) => ({ network: cidr, owner: `Docker: ${owner}` })),
    ...others
      .filter(({ dst, type }) => /^[\d.]+(\/\d+)?$/.test(dst) && type !== 'broadcast')
      .filter(({ dst }) => !/^(127\.|0\.0\.0\.0)/.test(dst))
      .map(({ dst, dev }) => ({ network: dst, owner: dev ?? 'route' })),
  ].filter(({ network }) => /^\d+(\.\d+){3}(\/\d+)?$/.test(network));

const ask = scriptBeside(import.meta.url, './ask.sh');
/** Whether somebody on the LAN has an address: prints `taken` or nothing. */
export const askScript = (address: string): string => withValues({ ADDRESS: address }, ask);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
