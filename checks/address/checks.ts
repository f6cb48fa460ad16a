import type { Check } from '../../src/verify/check.ts';
import { cidr, ipv4, prefixLength } from '../support/addresses.ts';
import { innerEnd, innerName } from '../support/cable.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import type { Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import { containerAddress, sameMac } from './suspects.ts';

/** eth0 has its address, and nobody else has it. */
export const addressCheck = (who: Who, step: string): Check =>
  stateCheck({
    id: `${who}-address`,
    step,
    after: [`${who}-eth0`],
    needs: ['interfaces.host', `interfaces.${who}`],
    clues: ['interfaces.c1', 'interfaces.c2'],
    judge: (world, p) => {
      const eth0 = innerEnd(world, who);
      const addresses = (eth0 ? ipv4(eth0) : []).map(cidr).join(', ');
      const observed = addresses
        ? text('checks.see.addresses', { interface: innerName, addresses })
        : text('checks.see.no-address', { interface: innerName });
      const found = containerAddress(who)(world);
      const twins = who === 'c2' ? sameMac(world) : undefined;
      if (!found && !twins) return pass(observed);
      const wanted = `${p[who].address}/${prefixLength(p.subnet)}`;
      const expected = text('checks.want.address', { interface: innerName, node: p[who].name, address: wanted });
      return fail(expected, observed, found ?? twins);
    },
  });
