import { dns } from '../../src/facts/index.ts';
import type { Check } from '../../src/verify/check.ts';
import { defineCheck, diagnosis, fail, observation, pass } from '../support/define.ts';
import type { Who } from '../support/world.ts';
import { text } from '../words/text.ts';

/** The container's own resolver knows the site, asked from inside: a question of its own, apart from reaching the address. */
export const nameCheck = (who: Who, step: string): Check =>
  defineCheck({
    id: `${who}-dns`,
    step,
    after: [`${who}-reaches-outside`],
    kind: 'behaviour',
    notCausal: observation,
    needs: (params) => ({ answer: dns(params[who].name, params.site) }),
    judge: ({ answer }, { site, [who]: { name } }) => {
      const expected = text('checks.want.name', { name, site });
      if (answer.outcome === 'resolved') {
        return pass(text('checks.see.resolved', { site, addresses: answer.addresses.join(', ') }));
      }
      // In a container, 127.0.0.53 of the host's file is the container itself, where no resolver is.
      const asksItself = answer.server?.startsWith('127.') === true;
      const isNobody = answer.outcome === 'no-server' || asksItself;
      const found = diagnosis(isNobody ? 'dns-no-server' : 'dns-failed', { name, site });
      return fail(expected, text('checks.see.unresolved', { site }), found);
    },
  });
