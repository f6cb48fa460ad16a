import type { Check } from '../../src/verify/check.ts';
import { fetchCheck } from '../request/fetches.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import { first } from '../support/first.ts';
import type { Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import { containerGone, containerNetwork, containerOf, sharedWith } from './suspects.ts';

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

const containerChecks = (who: Who, step: string): readonly Check[] => [
  running(who, step),
  networkNone(who, step),
  fetchCheck({ id: `${who}-serves`, step, after: [`${who}-network-none`], journey: { kind: 'self', who } }),
];

/** Lesson 0: two containers, each alone in its own network namespace. */
export const containers: readonly Check[] = [...containerChecks('c1', 'run-c1'), ...containerChecks('c2', 'run-c2')];
