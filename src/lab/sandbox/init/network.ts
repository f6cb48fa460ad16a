import { withValues } from '../../../shell/with-values.ts';
import { webServer } from '../../shared/web-server.ts';
import { cableOf, type LabNode, type Lan, type Topology } from '../../topology.ts';

/** Every value is one harmless word (`planProblem`): these scripts are made of them, and run as the lab's root. */

const inNode = (name: string, command: string): string =>
  name === 'host' ? command : `nsenter --net=/run/netns/${name} ${command}`;

const batch = (name: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `  ip ${name === 'host' ? '' : `-n ${name} `}-batch - <<IP\n${lines.join('\n')}\nIP\n`;

/** How `ip link add … netns` takes a node. */
const netnsOf = (name: string): string => (name === 'host' ? '1' : name);

const added = (addresses: readonly string[], device: string): readonly string[] =>
  addresses.map((address) => `address add ${address} brd + dev ${device}`);

const loopbackOf = ({ loopback = [], everywhere = [] }: LabNode): readonly string[] => [
  'link set lo up',
  ...loopback.map((address) => `address add ${address} dev lo`),
  ...everywhere.map((network) => `route add local ${network} dev lo`),
];

/** A switch with a cable to each node that has a card on it. */
function lanLines({ name, addresses }: Lan, nodes: readonly LabNode[]): readonly string[] {
  const cables = nodes.flatMap(({ name: node, links }) =>
    links.filter(({ lan }) => lan === name).map((link) => ({ cable: cableOf(name, node), link, node })),
  );
  return [
    `link add ${name} type bridge`,
    `link set ${name} up`,
    ...cables.map(
      ({ cable, link, node }) => `link add ${cable} type veth peer name ${link.name} netns ${netnsOf(node)}`,
    ),
    ...cables.map(({ cable }) => `link set ${cable} master ${name} up`),
    ...added(addresses, name),
  ];
}

const cardLines = ({ links, via, unrouted = [] }: LabNode): readonly string[] => [
  ...links.map(({ name }) => `link set ${name} up`),
  ...links.flatMap(({ name, addresses }) => added(addresses, name)),
  ...(via === undefined ? [] : [`route add default via ${via}`]),
  ...unrouted.map((network) => `route add blackhole ${network}`),
];

/** A new namespace inherits this machine's settings (net.core.devconf_inherit_init_net): what the course depends on is set. */
function tuning({ name, links, sysctls }: LabNode): string {
  const confs = name === 'host' ? ['all', 'default', ...links.map((link) => link.name)] : ['*'];
  const filters = confs.map((conf) => `/proc/sys/net/ipv4/conf/${conf}/rp_filter`).join(' ');
  return [
    `for file in ${filters}; do echo 0 >$file; done`,
    ...Object.entries(sysctls).map(([path, value]) => `echo ${value} >/proc/sys/net/${path}`),
  ].join('\n');
}

const address = (cidr: string): string => cidr.split('/')[0] ?? cidr;

/** What the view of the files says of names: lines of /etc/hosts, and of /etc/resolv.conf. */
export function knownNames({ nodes, lans }: Topology): { readonly hosts: string; readonly resolvers: string } {
  const hosts = nodes.flatMap(({ name, links }) => {
    const own = [
      ...links.flatMap((link) => link.addresses),
      ...lans.flatMap((lan) => (lan.at === name ? lan.addresses : [])),
    ];
    return own.slice(0, 1).map((one) => `${address(one)} ${name}`);
  });
  const resolvers = nodes.flatMap(({ names }) => (names ? [`nameserver ${names.listen}`] : []));
  return { hosts: hosts.join('\n'), resolvers: resolvers.join('\n') };
}

/** The nodes, their LANs and switches. `host` is the lab's own network namespace; the others are named ones. */
export function network(topology: Topology): string {
  const { nodes, lans } = topology;
  const others = nodes.filter(({ name }) => name !== 'host');
  const host = nodes.filter(({ name }) => name === 'host');
  const lansAt = (node: LabNode): readonly Lan[] => lans.filter(({ at }) => at === node.name);
  // Who has a switch comes first: the cards of the others are ends of its cables.
  const switching = nodes.filter((node) => lansAt(node).length > 0);
  const first = switching.map((node) =>
    batch(node.name, [...loopbackOf(node), ...lansAt(node).flatMap((lan) => lanLines(lan, nodes))]),
  );
  const then = [...others, ...host].map((node) =>
    batch(node.name, [...(switching.includes(node) ? [] : loopbackOf(node)), ...cardLines(node)]),
  );
  const policies = nodes.flatMap(({ name, forward }) =>
    forward
      ? ['iptables', 'ip6tables'].map((tool) => `  ${inNode(name, `${tool} -w 10 -P FORWARD ${forward}`)}\n`)
      : [],
  );
  return `
say phase network
log=/run/bridgework/log/network.log
build_network() (
  set -e
  hostname host
${others.map(({ name }) => `  ip netns add ${name}\n`).join('')}${[...first, ...then, ...policies].join('')})
tune_host() (
  set -e
${host.map(tuning).join('\n')}
)
[ -e /proc/sys/net/bridge/bridge-nf-call-iptables ] || { say 'fail kernel br_netfilter'; exit 1; }
# Not "build_network || …": that would switch set -e off inside.
build_network >$log 2>&1
[ $? = 0 ] || fail network $log
tune_host >$log 2>&1
[ $? = 0 ] || fail network $log
`;
}

/** Web servers that log every request, and name servers. Each puts itself into the background once it listens. */
export function servers({ nodes }: Topology): string {
  const others = nodes.filter(({ name }) => name !== 'host');
  const confs = nodes.flatMap(({ name, web }) =>
    web ? [`  conf_of ${name} ${web.join(' ')} >/run/bridgework/web/${name}.conf`] : [],
  );
  return `${withValues({ WEB: '/run/bridgework/web' }, webServer)}start_servers() (
  set -e
  export LD_LIBRARY_PATH=/run/bridgework/tools/lib
  nginx=$(tool nginx) dnsmasq=$(tool dnsmasq)
  mkdir -p /run/bridgework/web
${[...confs, ...others.map(nodeServers)].join('\n')}
${nodes.some(({ name, web }) => name === 'host' && web) ? `  "$nginx" ${webArguments('host')}` : ''}
)
start_servers >$log 2>&1 4>&- 6<&-
[ $? = 0 ] || fail network $log
`;
}

const webArguments = (name: string): string => `-c /run/bridgework/web/${name}.conf -p /run/bridgework/web`;

/** Switches and servers of a node beside the host, in one process there. */
function nodeServers(node: LabNode): string {
  const { name, web, names } = node;
  const lines = [tuning(node), ...(web ? [`"$1" ${webArguments(name)}`] : []), ...(names ? [nameServer(names)] : [])];
  return `  ${inNode(name, `sh -c '${lines.join('\n')}' sh "$nginx" "$dnsmasq"`)}`;
}

/**
 * --no-daemon: the only mode in which it keeps its ids, as it must where there is only one. --local: of the zone there is no IPv6
 * address; without it, that question would hear that there is no such name.
 */
const nameServer = ({ listen, zone, address: known, others = [] }: NonNullable<LabNode['names']>): string =>
  `"$2" --no-daemon --conf-file=/dev/null --user=root --no-resolv --no-hosts --bind-interfaces --listen-address=${listen} \\
  --cache-size=0 --pid-file= --address=/${zone}/${known} --local=/${zone}/ ${others.map((one) => `--address=/${one.name}/${one.address}`).join(' ')} --address=/#/ >/run/bridgework/log/dns.log 2>&1 &
tries=0
until grep -q ":0035 " /proc/net/udp; do
  kill -0 $! && [ $tries -lt 500 ] || { cat /run/bridgework/log/dns.log >&2; exit 1; }
  tries=$((tries + 1)); sleep 0.01
done`;
