import type { Text } from '../../../src/i18n/text.ts';
import type { LabPlan } from '../../../src/lab/topology.ts';
import { ok, type Result } from '../../../src/result.ts';
import { card, type Params } from './params.ts';

/** Two hosts on one LAN, whose switch nobody sees. */
export function labPlan({ address, peerAddress, image }: Params): Result<LabPlan, Text> {
  const host = (name: string, own: string) => ({
    name,
    links: [{ name: card, lan: 'lan', addresses: [`${own}/24`] }],
    sysctls: { 'ipv4/ip_forward': 0, 'bridge/bridge-nf-call-iptables': 0 },
  });
  return ok({
    values: { address, peerAddress, image },
    image,
    topology: {
      lans: [{ name: 'lan', at: 'core', addresses: [] }],
      nodes: [
        host('host', address),
        host('osaka', peerAddress),
        { name: 'core', links: [], sysctls: { 'bridge/bridge-nf-call-iptables': 0 } },
      ],
    },
  });
}
