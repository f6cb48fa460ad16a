import type { Check } from '../../src/verify/check.ts';
import { find } from '../support/cable.ts';
import { fail, observation, pass, stateCheck } from '../support/define.ts';
import { stateOf } from '../support/phrases.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { first } from '../support/suspect.ts';
import { known, type Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import { containerGone, containerNetwork, containerOf, loopbackDown, sharedWith } from './suspects.ts';

const running = (who: Who, step: string): Check =>
  stateCheck({
    id: `${who}-running`,
    step,
    after: [],
    needs: ['containers'],
    judge: (world, p) => {
      const { name } = p[who];
      const container = containerOf(world, who);
      if (container?.running) return pass(text('checks.see.runs', { pid: container.pid }));
      const observed = container
        ? text('checks.see.stopped', { exitCode: container.exitCode })
        : text('checks.see.no-container');
      return fail(text('checks.want.container-runs', { name }), observed, containerGone(who)(world));
    },
  });

const networkNone = (who: Who, step: string): Check =>
  stateCheck({
    id: `${who}-network-none`,
    step,
    after: [`${who}-running`],
    needs: ['containers'],
    judge: (world, p) => {
      const mode = containerOf(world, who)?.networkMode ?? '';
      const other = sharedWith(world, who);
      const observed =
        other === undefined ? text('checks.see.network-mode', { mode }) : text('checks.see.network', { mode, other });
      const found = first(world, [containerNetwork(who)]);
      return found ? fail(text('checks.want.network-none', { name: p[who].name }), observed, found) : pass(observed);
    },
  });

/** A container, alone in its own network namespace, with a web server. */
export const containerChecks = (who: Who, step: string): readonly SubjectCheck[] => [
  running(who, step),
  networkNone(who, step),
  { id: `${who}-serves`, step, after: [`${who}-network-none`], journey: { kind: 'self', who } },
];

export const loopbackUp = (who: Who, step: string): Check =>
  stateCheck({
    id: `${who}-lo-up`,
    step,
    after: [`${who}-network-none`],
    notCausal: observation,
    needs: [`interfaces.${who}`],
    judge: (world, p) => {
      const lo = find(known(world[`interfaces.${who}`]), 'lo');
      const expected = text('checks.want.up', { interface: 'lo', node: p[who].name });
      return lo?.up ? pass(stateOf('lo', lo)) : fail(expected, stateOf('lo', lo), loopbackDown(who)(world));
    },
  });
