import { createSandbox as create, type SandboxOptions } from '../../lab/sandbox/sandbox.ts';
import type { LabPlan } from '../../lab/topology.ts';
import { ok } from '../../result.ts';
import { defaultParams, type Params } from './params.ts';

const beyond = '203.0.113.80';

/** The host forwards nothing by itself (policy DROP); behind the router is one web server, by name and address. */
export function labPlan({ uplink, hostAddress, outsideAddress, port, hostServicePort, site, image }: Params) {
  const lan = hostAddress.replace(/\.\d+$/, '');
  const router = `${lan}.1`;
  const plan: LabPlan = {
    values: { uplink, hostAddress, outsideAddress, port, hostServicePort, site, image },
    image,
    topology: {
      lans: [{ name: 'lan', at: 'internet', addresses: [`${router}/24`] }],
      nodes: [
        {
          ...{ name: 'host', via: router, forward: 'DROP', web: [`0.0.0.0:${hostServicePort}`] },
          links: [{ name: uplink, lan: 'lan', addresses: [`${hostAddress}/24`] }],
          sysctls: {
            'ipv4/ip_forward': 1,
            'bridge/bridge-nf-call-iptables': 1,
            'bridge/bridge-nf-call-ip6tables': 1,
          },
        },
        {
          ...{ name: 'outside', via: router, web: [80, port].map((one) => `${outsideAddress}:${one}`) },
          links: [{ name: 'eth0', lan: 'lan', addresses: [`${outsideAddress}/24`] }],
          sysctls: { 'ipv4/ip_forward': 0 },
        },
        {
          ...{ name: 'internet', links: [], loopback: [`${beyond}/32`], unrouted: ['0.0.0.0/0'] },
          sysctls: { 'ipv4/ip_forward': 1, 'bridge/bridge-nf-call-iptables': 0 },
          web: [`${beyond}:80`, `${router}:80`],
          names: { listen: router, zone: site.replace(/^[^.]+\./, ''), address: beyond },
        },
      ],
    },
  };
  return ok(plan);
}

/** A sandbox so wired; one that is up is taken as it is, unless the test has a plan of its own. */
export const createSandbox = ({
  plan,
  ...options
}: Omit<SandboxOptions, 'plan' | 'isAsked'> & { plan?: SandboxOptions['plan'] }) =>
  create({ ...options, plan: plan ?? labPlan(defaultParams), isAsked: plan !== undefined });
