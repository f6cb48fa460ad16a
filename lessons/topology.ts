import { type Text, text } from '../src/i18n/text.ts';
import type { LabPlan } from '../src/lab/topology.ts';
import { err, ok, type Result } from '../src/result.ts';
import { internet, livingIn, neighbourhood, routerOf, sitesIn, zoneOf } from './neighbourhood.ts';
import type { Params } from './params/params.ts';

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
  const neighbours = neighbourhood(params, router);
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
          // It stands for all other machines of the LAN, too: a grade asks one or the other of them.
          everywhere: [neighbours],
          sysctls: { 'ipv4/ip_forward': 0 },
          // Also where the course publishes its port: a call that is hijacked is noticed (docs/handbook.md#f56).
          web: [
            ...[...new Set([80, port])].map((one) => `${outsideAddress}:${one}`),
            ...livingIn(neighbours).flatMap((one) => [`${one.address}:80`, `${one.address}:${one.port}`]),
          ],
        },
        {
          name: 'internet',
          loopback: [`${internet.address}/32`],
          everywhere: [internet.others],
          links: [],
          unrouted: ['0.0.0.0/0'],
          sysctls: { 'ipv4/ip_forward': 1, 'bridge/bridge-nf-call-iptables': 0 },
          web: [internet.address, router, ...livingIn(internet.others).map(({ address }) => address)].map(
            (address) => `${address}:80`,
          ),
          names: {
            listen: router,
            zone: zoneOf(site),
            address: internet.address,
            others: sitesIn(internet.others, zoneOf(site)),
          },
        },
      ],
    },
  });
}

const lanOf = (address: string): string => address.split('.').slice(0, 3).join('.');

function problemOf(params: Params): Text | undefined {
  const { hostAddress, outsideAddress } = params;
  for (const name of ['hostAddress', 'outsideAddress'] as const) {
    const [first = 0, , , last = 0] = params[name].split('.').map(Number);
    const isUsual = first > 0 && first !== 127 && first < 224 && last > 0 && last < 255;
    if (!isUsual || lanOf(params[name]) === internet.network)
      return text('lab.plan.address', { name, value: params[name] });
  }
  return lanOf(hostAddress) === lanOf(outsideAddress)
    ? undefined
    : text('lab.plan.lan', { host: hostAddress, outside: outsideAddress });
}
