import { dns } from '../../src/facts/index.ts';
import type { Check } from '../../src/verify/check.ts';
import { defineCheck, fail, observation, pass } from '../support/define.ts';
import type { FetchCheck, SubjectCheck } from '../support/request-check.ts';
import { otherOf, type Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import { diagnosis } from './diagnoses.ts';

const wgetOther = (who: Who): FetchCheck => ({
  id: `${who}-wget-${otherOf(who)}`,
  step: 'talk',
  after: [`${who}-reaches-${otherOf(who)}`],
  journey: { kind: 'between', who },
  via: 'exec',
  notCausal: observation,
});

/** The container's own resolver knows the site, asked from inside: a question of its own, apart from reaching the address. */
const nameCheck = (who: Who): Check =>
  defineCheck({
    id: `${who}-dns`,
    step: 'talk-outside',
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

const wgetSite = (who: Who): FetchCheck => ({
  id: `${who}-wget-site`,
  step: 'talk-outside',
  after: [`${who}-dns`],
  journey: { kind: 'to-outside', who, site: true },
  via: 'exec',
  notCausal: observation,
});

/** The containers' own programs fetch from each other. */
export const talkChecks: readonly SubjectCheck[] = [wgetOther('c1'), wgetOther('c2')];

/** They ask for a site by its name, and fetch it. */
export const siteChecks: readonly SubjectCheck[] = [nameCheck('c1'), nameCheck('c2'), wgetSite('c1'), wgetSite('c2')];
