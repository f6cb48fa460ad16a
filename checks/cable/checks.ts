import type { Check } from '../../src/verify/check.ts';
import { cableId, cableOf, innerEnd, innerName } from '../support/cable.ts';
import { fail, observation, pass, stateCheck } from '../support/define.ts';
import { cableInWords, stateOf } from '../support/phrases.ts';
import { first } from '../support/suspect.ts';
import { known, type Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import * as cable from './suspects.ts';

/** In whose cable the course's own name would be; the learner's name is said where it differs. */
const here = ['interfaces.host'] as const;
const wired = ['containers', 'interfaces.c1', 'interfaces.c2'] as const;
const exists = (who: Who, step: string): Check =>
  stateCheck({
    id: `${cableId[who]}-exists`,
    step,
    after: [],
    needs: here,
    clues: wired,
    judge: (world, p) => {
      const { name } = p[who];
      const found = first(world, [cable.wrongEndMoved(who), cable.cableMissing(who)]);
      const mine = cableOf(world, who);
      const observed = mine ? cableInWords(mine, p) : text('checks.see.no-veth', { name });
      return found ? fail(text('checks.want.veth', { name }), observed, found) : pass(observed);
    },
  });

const up = (who: Who, step: string): Check =>
  stateCheck({
    id: `${cableId[who]}-up`,
    step,
    after: [`${cableId[who]}-exists`],
    needs: here,
    clues: wired,
    judge: (world, p) => {
      const end = cableOf(world, who)?.end;
      const name = end?.name ?? p[who].veth;
      const expected = text('checks.want.up', { interface: name, node: 'host' });
      return end?.up ? pass(stateOf(name, end)) : fail(expected, stateOf(name, end), cable.cableDown(who)(world));
    },
  });

export const vethChecks = (who: Who, step: string): readonly Check[] => [exists(who, step), up(who, step)];

export const vethPort = (who: Who, step: string): Check =>
  stateCheck({
    id: `${cableId[who]}-port`,
    step,
    after: [`${cableId[who]}-exists`, 'bridge-exists'],
    needs: here,
    clues: wired,
    judge: (world, p) => {
      const end = cableOf(world, who)?.end;
      const name = end?.name ?? p[who].veth;
      const observed =
        end?.master === undefined
          ? text('checks.see.no-port', { interface: name })
          : text('checks.see.port', { interface: name, bridge: end.master });
      const found = cable.cableUnplugged(who)(world);
      return found
        ? fail(text('checks.want.port', { interface: name, bridge: p.bridge }), observed, found)
        : pass(observed);
    },
  });

/** Who has the other end: by number, so that the learner's names do not matter. */
export const innerEndChecks = (who: Who, step: string): readonly Check[] => [
  stateCheck({
    id: `${who}-eth0`,
    step,
    after: [`${cableId[who]}-exists`, `${who}-network-none`],
    needs: [...here, `interfaces.${who}`],
    clues: wired,
    judge: (world, p) => {
      const { name, veth } = p[who];
      const mine = cableOf(world, who);
      const observed = mine ? cableInWords(mine, p) : text('checks.see.no-veth', { name });
      const found = cable.innerEndMissing(who)(world);
      const expected = text('checks.want.inner-end', { name, interface: mine?.end.name ?? veth });
      return found ? fail(expected, observed, found) : pass(observed);
    },
  }),
];

export const innerUpChecks = (who: Who, step: string): readonly Check[] => [
  stateCheck({
    id: `${who}-eth0-up`,
    step,
    after: [`${who}-eth0`, `${cableId[who]}-up`],
    needs: [...here, `interfaces.${who}`],
    clues: wired,
    judge: (world, p) => {
      const eth0 = innerEnd(world, who);
      const observed = stateOf(innerName, eth0);
      if (eth0?.up && eth0.lowerUp) return pass(observed);
      const expected = text('checks.want.link-up', { interface: innerName, node: p[who].name });
      return fail(expected, observed, first(world, [cable.innerEndDown(who), cable.cableDown(who)]));
    },
  }),
  stateCheck({
    id: `${cableId[who]}-forwarding`,
    step,
    after: ['bridge-up', `${cableId[who]}-port`, `${who}-eth0-up`],
    needs: here,
    clues: wired,
    judge: (world, p) => {
      const end = cableOf(world, who)?.end;
      const name = end?.name ?? p[who].veth;
      const state = end?.port?.state ?? '-';
      const observed = text('checks.see.port-state', { interface: name, state });
      if (state === 'forwarding') return pass(observed);
      return fail(text('checks.want.forwarding-state', { interface: name }), observed, cable.portShut(who)(world));
    },
  }),
];

/** What `brctl show` prints: the bridge with c1's cable in it. */
export const portsShown: Check = stateCheck({
  id: 'bridge-shows-veth1',
  step: 'bridge-show',
  after: ['veth1-port'],
  notCausal: observation,
  needs: here,
  clues: wired,
  judge: (world, { bridge, c1 }) => {
    const ports = known(world['interfaces.host']).filter((one) => one.master === bridge);
    const mine = cableOf(world, 'c1')?.end.name ?? c1.veth;
    const observed = text('checks.see.ports', { ports: ports.map((one) => one.name).join(', ') || '-' });
    if (ports.some((one) => one.name === mine)) return pass(observed);
    const expected = text('checks.want.port', { interface: mine, bridge });
    return fail(expected, observed, cable.cableUnplugged('c1')(world));
  },
});
