import type { Check } from '../../src/verify/check.ts';
import { cidr, ipv4, prefixLength } from '../bridge/suspects.ts';
import { cableId } from '../cable/checks.ts';
import { fetchCheck } from '../request/fetches.ts';
import { innerEnd, innerName } from '../support/cable.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import { anyAddress, known, otherOf, type Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import * as address from './suspects.ts';

const own = (who: Who, step: string): Check =>
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
      const found = address.containerAddress(who)(world);
      const twins = who === 'c2' ? address.sameMac(world) : undefined;
      if (!found && !twins) return pass(observed);
      const wanted = `${p[who].address}/${prefixLength(p.subnet)}`;
      const expected = text('checks.want.address', { interface: innerName, node: p[who].name, address: wanted });
      return fail(expected, observed, found ?? twins);
    },
  });

const connected = (who: Who, step: string): Check =>
  stateCheck({
    id: `${who}-connected-route`,
    step,
    after: [`${who}-eth0-up`, `${who}-address`],
    needs: [`route.${who}.other`],
    clues: [`routes.${who}`],
    judge: (world, p) => {
      const answer = known(world[`route.${who}.other`]);
      const to = p[otherOf(who)].address;
      const observed = text('checks.see.route', { address: to, route: address.answerInWords(answer) });
      if (answer.found && answer.dev === innerName && answer.gateway === undefined) return pass(observed);
      const expected = text('checks.want.route-direct', { node: p[who].name, address: to, interface: innerName });
      return fail(expected, observed, address.connectedRoute(who)(world));
    },
  });

/** Looked up for the outside machine and for an address that only a default route covers. */
const byDefault = (who: Who, step: string): Check =>
  stateCheck({
    id: `${who}-default-route`,
    step,
    after: [`${who}-connected-route`],
    needs: [`route.${who}.outside`, `route.${who}.any`],
    clues: [`routes.${who}`],
    judge: (world, p) => {
      const found = address.defaultRoute(who, 'outside')(world) ?? address.defaultRoute(who, 'any')(world);
      const at = address.defaultRoute(who, 'outside')(world) ? 'outside' : 'any';
      const to = at === 'outside' ? p.outsideAddress : anyAddress;
      const route = address.answerInWords(known(world[`route.${who}.${at}`]));
      const observed = text('checks.see.route', { address: to, route });
      if (!found) return pass(observed);
      const values = { node: p[who].name, address: to, gateway: p.gateway, interface: innerName };
      return fail(text('checks.want.route-via', values), observed, found);
    },
  });

export const addressChecks = (
  who: Who,
  steps: { readonly address: string; readonly route: string },
): readonly Check[] => [
  own(who, steps.address),
  connected(who, steps.address),
  fetchCheck({
    id: `host-reaches-${who}`,
    step: steps.address,
    after: [`${who}-serves`, 'bridge-route', `${cableId[who]}-forwarding`],
    journey: { kind: 'to-container', who },
  }),
  byDefault(who, steps.route),
  fetchCheck({
    id: `${who}-reaches-host`,
    step: steps.route,
    after: ['gateway-answers', 'bridge-route', `${cableId[who]}-forwarding`, `${who}-connected-route`],
    journey: { kind: 'to-host', who },
  }),
];
