import { defaultParams as p } from '../../lessons/params/params.ts';
import { commands } from '../support/commands.ts';
import { finished as after, type Family, replaced } from '../support/injection.ts';

const masquerade = commands.masqueradeHairpin(p);

export const hairpinInjections = {
  'hairpin-off': {
    after,
    check: 'veth1-hairpin',
    lines: ['bridge link set dev veth1 hairpin off'],
  },
  'hairpin-wrong-port': {
    after,
    check: 'veth1-hairpin',
    lines: ['bridge link set dev veth1 hairpin off', 'bridge link set dev veth2 hairpin on'],
  },
  'hairpin-masquerade-missing': { after, check: 'masquerade-hairpin-rule', ...replaced(masquerade) },
  'hairpin-masquerade-host-port': {
    after,
    check: 'masquerade-hairpin-rule',
    ...replaced(masquerade, masquerade.replace('--dport 80', '--dport 5678')),
  },
} as const satisfies Family;
