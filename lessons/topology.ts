import { type Text, text } from '../src/i18n/text.ts';
import type { LabPlan } from '../src/lab/topology.ts';
import { err, ok, type Result } from '../src/result.ts';
import type { Params } from './params/params.ts';

/** Where the lab's internet has its web server; no network of the course may cover it. */
const internetAddress = '203.0.113.80';

/** What of a sandbox's network can be chosen. */
const keys = ['uplink', 'hostAddress', 'outsideAddress', 'port', 'hostServicePort', 'site', 'image'] as const;

/**
 * The lab as the source's author had it: a Docker host with one card, forwarding, and a FORWARD policy of DROP; a neighbour on
 * its LAN; a router, behind which the internet is. As real routers it forwards, and has no way to the container network: an
 * answer to c1's own address ends there without a word, for lack of a route.
 */
export function labPlan(params: Params): Result<LabPlan, Text> {
  const problem = problemOf(params);
  if (problem) return err(problem);
  const { uplink, hostAddress, outsideAddress, port, hostServicePort, site, image } = params;
  const router = routerOf(params);
  const onLan = (address: string): string => `${address}/24`;
  return ok({
    values: Object.fromEntries(keys.map((key) => [key, params[key]])),
    image,
    topology: {
      lans: [{ name: 'lan', at: 'internet', addresses: [onLan(router)] }],
      nodes: [
        {
          name: 'host',
          links: [{ name: uplink, lan: 'lan', addresses: [onLan(hostAddress)] }],
          via: router,
          sysctls: {
            'ipv4/ip_forward': 1,
            'bridge/bridge-nf-call-iptables': 1,
            'bridge/bridge-nf-call-ip6tables': 1,
          },
          forward: 'DROP',
          web: [`0.0.0.0:${hostServicePort}`],
        },
        {
          name: 'outside',
          links: [{ name: 'eth0', lan: 'lan', addresses: [onLan(outsideAddress)] }],
          via: router,
          sysctls: { 'ipv4/ip_forward': 0 },
          // Also where the course publishes its port: a call that is hijacked is noticed (docs/handbook.md#f56).
          web: [...new Set([80, port])].map((one) => `${outsideAddress}:${one}`),
        },
        {
          name: 'internet',
          loopback: [`${internetAddress}/32`],
          links: [],
          unrouted: ['0.0.0.0/0'],
          sysctls: { 'ipv4/ip_forward': 1, 'bridge/bridge-nf-call-iptables': 0 },
          web: [`${internetAddress}:80`, `${router}:80`],
          names: { listen: router, zone: zoneOf(site), address: internetAddress },
        },
      ],
    },
  });
}

/** The LAN is the /24 around the host; its router has the first address that is free: .1, .254 or .253. */
function routerOf({ hostAddress, outsideAddress }: Params): string {
  const taken = [hostAddress, outsideAddress];
  const free = ['1', '254', '253'].map((last) => `${lanOf(hostAddress)}.${last}`).find((one) => !taken.includes(one));
  if (free === undefined) throw new Error('two addresses cannot take three');
  return free;
}

/** The name server answers for the whole domain, as that of a real site would: `www.baidu.com` is in `baidu.com`. */
function zoneOf(site: string): string {
  const labels = site.split('.');
  return labels.length > 2 ? labels.slice(1).join('.') : site;
}

const lanOf = (address: string): string => address.split('.').slice(0, 3).join('.');

function problemOf(params: Params): Text | undefined {
  const { hostAddress, outsideAddress } = params;
  for (const name of ['hostAddress', 'outsideAddress'] as const) {
    const [first = 0, , , last = 0] = params[name].split('.').map(Number);
    const isUsual = first > 0 && first !== 127 && first < 224 && last > 0 && last < 255;
    if (!isUsual || lanOf(params[name]) === lanOf(internetAddress))
      return text('lab.plan.address', { name, value: params[name] });
  }
  return lanOf(hostAddress) === lanOf(outsideAddress)
    ? undefined
    : text('lab.plan.lan', { host: hostAddress, outside: outsideAddress });
}
