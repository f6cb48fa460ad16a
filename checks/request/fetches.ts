import { accessLog, type Fetch, fetch, type Hit } from '../../src/facts/index.ts';
import type { Check, Judgement } from '../../src/verify/check.ts';
import { diagnosis as ofServer } from '../container/diagnoses.ts';
import { defineCheck, fail, pass, worldNeeds, worldOf } from '../support/define.ts';
import { detailsOf, type Journey, type JourneyDetails } from '../support/journey.ts';
import type { FetchCheck } from '../support/request-check.ts';
import type { World } from '../support/world.ts';
import { text } from '../words/text.ts';
import { misdirected, wrongClient } from './answers.ts';
import { cluesOf } from './clues.ts';
import { diagnosis } from './diagnoses.ts';
import { lostOnTheWay } from './journeys.ts';

/** The check of a request; the server's own log is the proof. */
export function fetchCheck({ journey, via = 'net', ...rest }: FetchCheck): Check {
  return defineCheck({
    ...rest,
    kind: 'behaviour',
    needs: (params) => {
      const { from, url, source } = detailsOf(journey, params);
      return {
        ...worldNeeds(params, [], cluesOf(journey)),
        fetch: fetch({ from, url, via, source }),
        log: accessLog(),
      };
    },
    judge: (seen, params) => judgeFetch(worldOf(seen, params), journey, seen.fetch, seen.log),
  });
}

export function judgeFetch(world: World, journey: Journey, got: Fetch, log: readonly Hit[]): Judgement {
  const wanted = detailsOf(journey, world.params);
  const expected = text('checks.want.answer', { from: wanted.from, url: wanted.url, server: wanted.server });
  if (got.outcome !== 'answered') {
    const observed = text('checks.see.outcome', {
      from: wanted.from,
      outcome: got.outcome === 'no-route' ? 'nowhere' : got.outcome,
      message: got.message,
    });
    return fail(expected, observed, lostOnTheWay(world, journey, got.outcome));
  }
  const hit = log.find(({ token }) => token === got.token);
  if (!hit) {
    const unknown = diagnosis('unknown-server', { address: wanted.address });
    return fail(expected, text('checks.see.unknown-server'), misdirected(world, journey) ?? unknown);
  }
  if (hit.server !== wanted.server) {
    const values = { server: hit.server, expected: wanted.server, address: wanted.address };
    const found = misdirected(world, journey) ?? diagnosis('wrong-server', values);
    return fail(expected, text('checks.see.server', { server: hit.server, client: hit.client }), found);
  }
  return judgeAnswer(world, journey, wanted, got, hit);
}

function judgeAnswer(world: World, journey: Journey, wanted: JourneyDetails, got: Fetch, hit: Hit): Judgement {
  const observed = text('checks.see.server', { server: hit.server, client: hit.client });
  if (wanted.clients && !wanted.clients.includes(hit.client)) {
    const [first = ''] = wanted.clients;
    const expected = text('checks.want.client', { server: wanted.server, client: first });
    return fail(expected, observed, wrongClient(world, journey, hit.client));
  }
  if (got.status !== undefined && got.status >= 400) {
    const expected = text('checks.want.answer', { from: wanted.from, url: wanted.url, server: wanted.server });
    const status = text('checks.see.status', { server: hit.server, status: got.status });
    return fail(expected, status, ofServer('server-broken', { server: hit.server, status: got.status }));
  }
  return pass(observed);
}
