import { err, ok } from '../result.ts';
import type { FactRequest } from './fact.ts';
import { absence, failed, unreadable } from './reading.ts';
import { nodeWord } from './words.ts';

/** Kernel switches of one node (Documentation/networking/ip-sysctl.rst). */
export interface Sysctls {
  readonly ipForward: boolean;
  /** Absent: br_netfilter is not there, so iptables never sees bridged frames. */
  readonly bridgeNfCallIptables?: 0 | 1;
  /** By interface; `all` and `default` too. */
  readonly conf: { readonly [name: string]: InterfaceSwitches | undefined };
}

export interface InterfaceSwitches {
  readonly forwarding: boolean;
  /** 0 off, 1 strict, 2 loose. The kernel uses the larger of this and `all`. */
  readonly rpFilter: number;
  readonly routeLocalnet: boolean;
}

const files = [
  'ipv4/ip_forward',
  'bridge/bridge-nf-call-iptables',
  'ipv4/conf/*/forwarding',
  'ipv4/conf/*/rp_filter',
  'ipv4/conf/*/route_localnet',
];
const line = /^ipv4\/conf\/([^:]+)\/(forwarding|rp_filter|route_localnet):(-?\d+)$/;

/** Read through /proc/sys/net, which follows the network namespace of the reader (/sys does not). */
export function sysctls(node: string): FactRequest<Sysctls> {
  return {
    key: `sysctls:${node}`,
    // A shell inside expands the names: each namespace has its own interfaces. grep ends with 2 where br_netfilter is not there.
    script: `at ${nodeWord(node)} sh -c 'cd /proc/sys/net && exec grep -s -H "" ${files.join(' ')}'`,
    phase: 'quick',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      if (seen.exitCode > 2) return err(failed(seen, 'grep'));
      const forward = value(seen.stdout, 'ipv4/ip_forward');
      if (forward === undefined) return err(unreadable('/proc/sys/net'));
      const bridge = value(seen.stdout, 'bridge/bridge-nf-call-iptables');
      return ok({
        ipForward: forward === 1,
        ...(bridge === undefined ? {} : { bridgeNfCallIptables: bridge === 0 ? 0 : 1 }),
        conf: readConf(seen.stdout),
      });
    },
  };
}

function value(output: string, file: string): number | undefined {
  const found = output.split('\n').find((one) => one.startsWith(`${file}:`));
  return found === undefined ? undefined : Number(found.slice(file.length + 1));
}

function readConf(output: string): Sysctls['conf'] {
  const conf = new Map<string, InterfaceSwitches>();
  for (const one of output.split('\n')) {
    const [, name, key, number] = line.exec(one) ?? [];
    if (name === undefined) continue;
    const before = conf.get(name) ?? { forwarding: false, rpFilter: 0, routeLocalnet: false };
    conf.set(name, { ...before, ...switchOf(key, Number(number)) });
  }
  return Object.fromEntries(conf);
}

function switchOf(key: string | undefined, number: number): Partial<InterfaceSwitches> {
  if (key === 'rp_filter') return { rpFilter: number };
  return key === 'forwarding' ? { forwarding: number === 1 } : { routeLocalnet: number === 1 };
}
