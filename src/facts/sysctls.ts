import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { absence, failed, unreadable } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** Kernel switches of one node (Documentation/networking/ip-sysctl.rst). */
export interface Sysctls {
  readonly ipForward: boolean;
  /** Absent: br_netfilter is not there, so iptables never sees bridged frames. */
  readonly bridgeNfCallIptables?: 0 | 1;
  /** Where the kernel takes a client's own port from; both ends included. */
  readonly localPorts?: { readonly from: number; readonly to: number };
  /** Echo requests are not answered. */
  readonly ignoresEcho?: boolean;
  /** Switches that change what is done about packets that are too long, where they are not as the kernel begins: `net.ipv4.ip_no_pmtu_disc = 1`. */
  readonly unusualMtu?: readonly string[];
  /** By interface; `all` and `default` too. */
  readonly conf: { readonly [name: string]: InterfaceSwitches | undefined };
}

export interface InterfaceSwitches {
  readonly forwarding: boolean;
  /** 0 off, 1 strict, 2 loose. The kernel uses the larger of this and `all`. */
  readonly rpFilter: number;
  readonly routeLocalnet: boolean;
  /** Whether a packet may come in with one of this node's own addresses as its source. */
  readonly acceptLocal?: boolean;
  /** 0: answers ARP for every address of the node; 1: only for those of the interface; the kernel uses the larger of this and `all`. */
  readonly arpIgnore?: number;
  readonly arpFilter?: boolean;
  readonly proxyArp?: boolean;
  readonly ignoreLinkdown?: boolean;
  /** The way back of a packet is looked up by its mark too. */
  readonly srcValidMark?: boolean;
}

/** As a network namespace begins. */
const usualMtu = { 'ipv4/ip_no_pmtu_disc': 0, 'ipv4/tcp_mtu_probing': 0, 'ipv4/ip_forward_use_pmtu': 0 } as const;

const files = [
  'ipv4/ip_forward',
  'bridge/bridge-nf-call-iptables',
  'ipv4/icmp_echo_ignore_all',
  'ipv4/ip_local_port_range',
  ...Object.keys(usualMtu),
];
const readers: { readonly [file: string]: (value: number) => Partial<InterfaceSwitches> } = {
  forwarding: (value) => ({ forwarding: value === 1 }),
  rp_filter: (value) => ({ rpFilter: value }),
  route_localnet: (value) => ({ routeLocalnet: value === 1 }),
  accept_local: (value) => ({ acceptLocal: value === 1 }),
  arp_ignore: (value) => ({ arpIgnore: value }),
  arp_filter: (value) => ({ arpFilter: value === 1 }),
  proxy_arp: (value) => ({ proxyArp: value === 1 }),
  ignore_routes_with_linkdown: (value) => ({ ignoreLinkdown: value === 1 }),
  src_valid_mark: (value) => ({ srcValidMark: value === 1 }),
};
const everyInterface = Object.keys(readers).map((file) => `ipv4/conf/*/${file}`);
const line = /^ipv4\/conf\/([^:]+)\/([a-z_]+):(-?\d+)$/;

/** Read through /proc/sys/net, which follows the network namespace of the reader (/sys does not). */
export function sysctls(node: string): FactRequest<Sysctls> {
  return {
    key: `sysctls:${node}`,
    // A shell inside expands the names: each namespace has its own interfaces. grep ends with 2 where br_netfilter is not there.
    script: `at ${nodeWord(node)} sh -c 'cd /proc/sys/net && exec grep -s -H "" ${[...files, ...everyInterface].join(' ')}'`,
    phase: 'quick',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      if (seen.exitCode > 2) return err(failed(seen, 'grep'));
      const forward = value(seen.stdout, 'ipv4/ip_forward');
      if (forward === undefined) return err(unreadable('/proc/sys/net'));
      const bridge = value(seen.stdout, 'bridge/bridge-nf-call-iptables');
      const echo = value(seen.stdout, 'ipv4/icmp_echo_ignore_all');
      return ok({
        ipForward: forward === 1,
        ...(bridge === undefined ? {} : { bridgeNfCallIptables: bridge === 0 ? 0 : 1 }),
        ...readPorts(seen.stdout),
        ...(echo === undefined ? {} : { ignoresEcho: echo === 1 }),
        ...readMtu(seen.stdout),
        conf: readConf(seen.stdout),
      });
    },
  };
}

function value(output: string, file: string): number | undefined {
  const found = output.split('\n').find((one) => one.startsWith(`${file}:`));
  return found === undefined ? undefined : Number(found.slice(file.length + 1));
}

function readPorts(output: string): Pick<Sysctls, 'localPorts'> {
  const [, from, to] = /^ipv4\/ip_local_port_range:(\d+)\s+(\d+)$/m.exec(output) ?? [];
  return to === undefined ? {} : { localPorts: { from: Number(from), to: Number(to) } };
}

function readMtu(output: string): Pick<Sysctls, 'unusualMtu'> {
  const unusual = Object.entries(usualMtu).flatMap(([file, usual]) => {
    const now = value(output, file);
    return now === undefined || now === usual ? [] : [`net.${file.replace('/', '.')} = ${now}`];
  });
  return unusual.length > 0 ? { unusualMtu: unusual } : {};
}

function readConf(output: string): Sysctls['conf'] {
  const conf = new Map<string, InterfaceSwitches>();
  for (const one of output.split('\n')) {
    const [, name, file = '', number] = line.exec(one) ?? [];
    const read = readers[file];
    if (name === undefined || !read) continue;
    const before = conf.get(name) ?? { forwarding: false, rpFilter: 0, routeLocalnet: false };
    conf.set(name, { ...before, ...read(Number(number)) });
  }
  return Object.fromEntries(conf);
}
