import type { Check } from '../../src/verify/check.ts';
import { cableId, innerName } from '../support/cable.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { answerInWords } from '../support/routes.ts';
import { anyAddress, known, otherOf, type Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import { connectedRoute, defaultRoute } from './suspects.ts';

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
      const observed = text('checks.see.route', { address: to, route: answerInWords(answer) });
      if (answer.found && answer.dev === innerName && answer.gateway === undefined) return pass(observed);
      const expected = text('checks.want.route-direct', { node: p[who].name, address: to, interface: innerName });
      return fail(expected, observed, connectedRoute(who)(world));
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
      const found = defaultRoute(who, 'outside')(world) ?? defaultRoute(who, 'any')(world);
      const at = defaultRoute(who, 'outside')(world) ? 'outside' : 'any';
      const to = at === 'outside' ? p.outsideAddress : anyAddress;
      const route = answerInWords(known(world[`route.${who}.${at}`]));
      const observed = text('checks.see.route', { address: to, route });
      if (!found) return pass(observed);
      const values = { node: p[who].name, address: to, gateway: p.gateway, interface: innerName };
      return fail(text('checks.want.route-via', values), observed, found);
    },
  });

/** The way to the neighbours, which the kernel adds with the address. */
export const neighbourChecks = (who: Who, step: string): readonly SubjectCheck[] => [
  connected(who, step),
  {
    id: `host-reaches-${who}`,
    step,
    after: [`${who}-serves`, 'bridge-route', `${cableId[who]}-forwarding`],
    journey: { kind: 'to-container', who },
  },
];

/** The way to everybody else. */
export const gatewayChecks = (who: Who, step: string): readonly SubjectCheck[] => [
  byDefault(who, step),
  {
    id: `${who}-reaches-host`,
    step,
    after: ['gateway-answers', 'bridge-route', `${cableId[who]}-forwarding`, `${who}-connected-route`],
    journey: { kind: 'to-host', who },
  },
];
