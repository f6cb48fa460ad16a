import { defaultParams as p } from '../../lessons/params/params.ts';
import { commands } from '../support/commands.ts';
import { finished as after, type Family, mistaken, replaced } from '../support/injection.ts';

const masquerade = commands.masquerade(p);
const dnat = commands.dnat(p);
const dnatBridge = commands.dnatBridge(p);
const published = 'dnat-prerouting';

export const natInjections = {
  'masquerade-missing': { after, check: 'masquerade-rule', ...replaced(masquerade) },
  'nat-near-miss': { after, check: 'masquerade-rule', ...replaced(masquerade, masquerade.replace('ens33', 'eth0')) },
  'snat-wrong-address': {
    after,
    check: 'masquerade-rule',
    ...mistaken(masquerade, masquerade.replace('MASQUERADE', 'SNAT --to-source 192.168.1.99')),
  },
  'masquerade-too-wide': {
    after,
    check: 'c1-reaches-c2',
    ...mistaken(masquerade, masquerade.replace(' -o ens33', '')),
  },
  'dnat-missing': { after: published, check: 'dnat-rule', ...replaced(dnat) },
  'nat-wrong-chain': {
    after: published,
    check: 'dnat-rule',
    ...replaced(dnat, commands.dnatOutput(p)),
  },
  'dnat-output-missing': { after, check: 'dnat-output-rule', ...replaced(commands.dnatOutput(p)) },
  'dnat-wrong-target': { after, check: 'dnat-rule', ...mistaken(dnat, dnat.replace(':80', ':8080')) },
  'dnat-shadowed': { after, check: 'dnat-rule', lines: [dnat.replace('172.18.0.2:80', '172.18.0.3:80')] },
  'dnat-too-wide': {
    after,
    check: 'dnat-bridge-rule',
    ...mistaken(dnatBridge, dnatBridge.replace(' -m addrtype --dst-type LOCAL', '')),
  },
  'destination-rewritten': {
    after,
    check: 'c1-reaches-outside',
    lines: [
      'iptables -t nat -I PREROUTING -i br0 -p tcp -d 192.168.1.50 --dport 80 -j DNAT --to-destination 203.0.113.80',
    ],
  },
  notrack: { after, check: 'c1-reaches-outside', lines: ['iptables -t raw -I PREROUTING -i br0 -j NOTRACK'] },
} as const satisfies Family;
