import { type Text, text } from '../i18n/text.ts';

/** How the network of a lab is before anybody has typed anything: data, from which the lab builds it. */
export interface Topology {
  /** `host` is the lab's own network namespace, where everything is typed; the others are named ones. */
  readonly nodes: readonly LabNode[];
  readonly lans: readonly Lan[];
}

export interface LabNode {
  readonly name: string;
  /** CIDRs of its loopback device, besides 127.0.0.1. */
  readonly loopback?: readonly string[];
  /** Its cards; each leads to a LAN. */
  readonly links: readonly { readonly name: string; readonly lan: string; readonly addresses: readonly string[] }[];
  /** Networks (CIDR) of which every address is its own, though none of its devices has them. */
  readonly everywhere?: readonly string[];
  /** Its default gateway. */
  readonly via?: string;
  /** Networks (CIDR) that it has no way to: packets for them are dropped, and nobody is told. */
  readonly unrouted?: readonly string[];
  /** Paths below /proc/sys/net and their values. Reverse path filters are off everywhere. */
  readonly sysctls: { readonly [path: string]: number };
  /** Of its FORWARD chains; absent: no rules at all. */
  readonly forward?: 'DROP' | 'ACCEPT';
  /** Where its web server listens, `address:port`; it answers everybody and logs every request. */
  readonly web?: readonly string[];
  /** Its name server: answers for a zone with one address, for names in it (and below them) with theirs, and knows nothing else. */
  readonly names?: {
    readonly listen: string;
    readonly zone: string;
    readonly address: string;
    readonly others?: readonly { readonly name: string; readonly address: string }[];
  };
}

/** A switch that only the lab sees. */
export interface Lan {
  readonly name: string;
  /** The node in which the switch is, and that is at home on it by these addresses (CIDR). */
  readonly at: string;
  readonly addresses: readonly string[];
}

/** All that makes a sandbox another one than the next. */
export interface LabPlan {
  /** What was chosen, by name: a running lab that has other values refuses to be used. */
  readonly values: { readonly [name: string]: string | number };
  readonly topology: Topology;
  readonly image: string;
}

const shapes = {
  node: /^[a-z][a-z0-9-]{0,14}$/,
  link: /^[A-Za-z_][A-Za-z0-9_-]{0,14}$/,
  address: /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/,
  cidr: /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}\/([12]?\d|3[0-2])$/,
  listen: /^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}:\d{1,5}$/,
  zone: /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/,
  sysctl: /^(ipv4|ipv6|bridge)\/[A-Za-z0-9_./-]{1,80}$/,
  number: /^\d{1,9}$/,
  image: /^[a-z0-9][A-Za-z0-9_.:/-]{0,254}$/,
} as const;
type Shape = keyof typeof shapes;

/** Why no lab can be like this; undefined when it can. Every value ends up in a script that runs as root: it has to be one harmless word. */
export function planProblem({ topology, image }: LabPlan): Text | undefined {
  const words: readonly (readonly [Shape, string | number])[] = [
    ['image', image],
    ...topology.lans.flatMap((lan) => [
      ['link', lan.name] as const,
      ['node', lan.at] as const,
      ...lan.addresses.map((one) => ['cidr', one] as const),
    ]),
    ...topology.nodes.flatMap(wordsOf),
  ];
  const odd = words.find(([shape, value]) => !shapes[shape].test(String(value)) || String(value).includes('..'));
  if (odd) return text('lab.plan.value', { name: odd[0], value: String(odd[1]).slice(0, 60) });
  const names = topology.nodes.map(({ name }) => name);
  const lans = topology.lans.map(({ name }) => name);
  const astray = [
    ...topology.lans.flatMap(({ at }) => (names.includes(at) ? [] : [at])),
    ...topology.nodes.flatMap(({ links }) => links.flatMap(({ lan }) => (lans.includes(lan) ? [] : [lan]))),
    ...(names.includes('host') ? [] : ['host']),
    ...[...names, ...lans].filter((one, index, all) => all.indexOf(one) !== index),
    ...topology.nodes.flatMap(({ name, links }) =>
      links.map(({ lan }) => cableOf(lan, name)).filter((cable) => !shapes.link.test(cable)),
    ),
  ];
  return astray[0] === undefined ? undefined : text('lab.plan.value', { name: 'topology', value: astray[0] });
}

function wordsOf({
  name,
  loopback = [],
  everywhere = [],
  links,
  via,
  unrouted = [],
  sysctls,
  web = [],
  names,
}: LabNode): (readonly [Shape, string | number])[] {
  return [
    ['node', name],
    ...loopback.map((one) => ['cidr', one] as const),
    ...links.flatMap((link) => [
      ['link', link.name] as const,
      ['link', link.lan] as const,
      ...link.addresses.map((one) => ['cidr', one] as const),
    ]),
    ...(via === undefined ? [] : [['address', via] as const]),
    ...[...unrouted, ...everywhere].map((one) => ['cidr', one] as const),
    ...Object.entries(sysctls).flatMap(([path, value]) => [['sysctl', path] as const, ['number', value] as const]),
    ...web.map((one) => ['listen', one] as const),
    ...(names
      ? ([
          ['address', names.listen],
          ['zone', names.zone],
          ['address', names.address],
          ...(names.others ?? []).flatMap(({ name: one, address }) => [
            ['zone', one] as const,
            ['address', address] as const,
          ]),
        ] as const)
      : []),
  ];
}

/** The switch's end of the cable between a LAN and a node. */
export const cableOf = (lan: string, node: string): string => `${lan}-${node}`;

/** `uplink=nic0, port=80`: the values of a plan where it differs from another one. */
export function planDifference(values: LabPlan['values'], other: LabPlan['values']): string {
  return Object.keys(values)
    .filter((key) => values[key] !== other[key])
    .map((key) => `${key}=${values[key]}`)
    .join(', ');
}
