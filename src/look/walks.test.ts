import { describe, expect, test } from 'vitest';
import { accessLog, containers, type FactRequest, type Fetch, fetch, type Hit } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { err, ok } from '../result.ts';
import type { Readings } from '../round/index.ts';
import { defaultParams as params } from '../testing/one-host/params.ts';
import { labFactsOf, traceNeeds } from '../trace/index.ts';
import { walkWords } from '../trace/request-walk.ts';
import { insert, remove, solved, type World } from '../trace/testing/solved.ts';
import { type CheckResult, defineCheck, type Verdict } from '../verify/check.ts';
import { failsAtFetch, walkNeeds, withWalks } from './walks.ts';

const request = fetch({ from: 'c1', url: `http://${params.outsideAddress}/` });
const check = defineCheck({
  id: 'c1-reaches-outside',
  step: 'step',
  after: [],
  kind: 'behaviour',
  needs: () => ({ fetch: request, log: accessLog() }),
  judge: () => ({ verdict: 'pass' }),
});
const failed: Verdict = { verdict: 'fail', expected: text('ui.flow.answered'), observed: text('ui.flow.timeout') };
const got = (outcome: Fetch['outcome'], more: Partial<Fetch> = {}): Fetch => ({
  outcome,
  message: '',
  token: 'feed-1',
  ...more,
});

const scene = {
  params,
  nodes: (['host', 'outside', 'internet'] as const).map((name) => ({ name, kind: 'machine' as const })),
  ...{ cards: [], layout: { neighbours: [], hosts: [] }, addresses: {} },
};
const nodes = ['host', 'outside', 'internet', 'c1', 'c2'] as const;
/** Names of the parts in the order of `traceNeeds`. */
const parts = [
  'interfaces',
  'routes',
  'routingRules',
  'neighbours',
  'sysctls',
  'rules',
  'listeners',
  'fdb',
  'diversions',
  'transforms',
  'namespaces',
] as const;

/** The readings of a round that saw this lab, in which the fetch ended so. */
function readingsOf(world: World, fetched: Fetch, hits: readonly Hit[] = []): Readings {
  const known = new Map<string, unknown>([
    [request.key, fetched],
    [accessLog().key, hits],
    [
      containers().key,
      { hostNetns: 'h', containers: ['c1', 'c2'].map((name) => ({ name, running: true, netns: name })) },
    ],
  ]);
  const [, ...all] = traceNeeds(nodes);
  for (const [index, { key }] of all.entries()) {
    const [node, part] = [nodes[Math.floor(index / parts.length)], parts[index % parts.length]];
    if (node && part) known.set(key, world.nodes[node][part]);
  }
  return {
    read: ({ key }: FactRequest<unknown>) =>
      (known.has(key) ? ok(known.get(key)) : err({ text: text('facts.not-looked') })) as never,
    ms: () => 0,
  };
}

const closed = (): World => {
  const world = solved();
  remove(world.nodes.host, '-i br0 -o ens33');
  return world;
};
const walkOf = (world: World, fetched: Fetch, hits?: readonly Hit[]) =>
  withWalks([{ check, verdict: failed, ms: 1 }], readingsOf(world, fetched, hits), scene)[0]?.walk;

/** What the learner reads. */
const rendered = (world: World, fetched: Fetch, lang: 'en' | 'zh-CN' = 'en', hits?: readonly Hit[]): string => {
  const walk = walkOf(world, fetched, hits);
  return walk ? `${walk.fit}: ${translator(lang)(walkWords(walk))}` : 'no walk';
};

test('the readings stand for the same facts as the fixture', () => {
  expect(labFactsOf(readingsOf(solved(), got('timeout')), nodes).nodes).toEqual(solved().nodes);
});

describe('a request that failed', () => {
  test('is told where it ended and why, when the walk ends as it did', () => {
    expect(rendered(closed(), got('timeout'))).toBe(
      'same: The packet ended in host, hook FORWARD (filter FORWARD): no rule accepts it, and the policy is DROP.',
    );
    expect(rendered(closed(), got('timeout'), 'zh-CN')).toBe(
      'same: 包停在 host 的 FORWARD 钩子（filter FORWARD）：没有规则放行，默认策略是 DROP。',
    );
  });

  test('names the rule that dropped it', () => {
    const world = solved();
    insert(world.nodes.host, 'filter', 'FORWARD', '-o ens33 -j DROP');
    expect(rendered(world, got('timeout'))).toBe(
      'same: The packet ended in host, hook FORWARD (filter FORWARD): dropped by the rule -A FORWARD -o ens33 -j DROP',
    );
  });

  test('says so when it is the answer that ended', () => {
    const world = solved();
    insert(world.nodes.host, 'filter', 'FORWARD', '-i ens33 -j DROP');
    expect(rendered(world, got('timeout'))).toMatch(
      /^same: The answer ended in host, hook FORWARD .*-i ens33 -j DROP$/,
    );
    expect(rendered(world, got('timeout'), 'zh-CN')).toMatch(/^same: 应答包停在 host 的 FORWARD 钩子/);
  });

  test('and never left, names the route look-up', () => {
    const world = solved();
    const { routes } = world.nodes.c1;
    routes.splice(
      routes.findIndex(({ dst }) => dst === 'default'),
      1,
    );
    expect(rendered(world, got('unreachable'))).toBe(
      'same: The packet ended in c1, routing: c1 has no route to 192.168.1.50, so nothing is sent.',
    );
  });
});

describe('nothing is claimed', () => {
  test('when the walk would have arrived', () => {
    expect(rendered(solved(), got('timeout'))).toBe(
      'differs: What was seen does not explain it: by the facts, it would be “delivered”. Where the packet really ended is not known.',
    );
  });

  test('when it would have failed in another way', () => {
    expect(rendered(closed(), got('refused'))).toMatch(/^differs: /);
  });

  test('when somebody else answered than the walk says', () => {
    const hit = { token: 'feed-1', server: 'internet', client: params.hostAddress } as Hit;
    expect(rendered(solved(), got('answered', { status: 200 }), 'en', [hit])).toMatch(/^differs: /);
    expect(rendered(solved(), got('answered', { status: 200 }), 'en', [{ ...hit, server: 'outside' }])).toMatch(
      /^same: /,
    );
  });

  test('when the facts are not enough: what is missing is named', () => {
    const world = solved();
    insert(world.nodes.host, 'filter', 'FORWARD', '-m u32 --u32 0x6&0xFF=0x6 -j DROP');
    expect(rendered(world, got('timeout'))).toMatch(/^open: Where the packet ended cannot be told for sure\. .*u32/);
    expect(rendered(world, got('timeout'), 'zh-CN')).toMatch(/^open: 说不准包停在哪里。/);
  });
});

test('a request that was not sent has no walk', () => {
  expect(rendered(closed(), got('dns'))).toBe('no walk');
});

test('a name is walked to where its resolver leads, which has to be asked', () => {
  const site = fetch({ from: 'c1', url: `http://${params.site}/` });
  const named = defineCheck({ ...check, needs: () => ({ fetch: site }), judge: () => ({ verdict: 'pass' }) });
  const keys = walkNeeds([named], readingsOf(solved(), got('timeout')), scene).map(({ key }) => key);
  expect(keys).toContain(`dns:c1:${params.site}`);
  expect(walkNeeds([check], readingsOf(solved(), got('timeout')), scene).map(({ key }) => key)).toEqual(
    traceNeeds(nodes).map(({ key }) => key),
  );
});

test('only a request that failed is walked unasked', () => {
  const state = defineCheck({ ...check, needs: () => ({}), judge: () => ({ verdict: 'pass' }) });
  const result = (verdict: Verdict, of = check): CheckResult => ({ check: of, verdict, ms: 1 });
  expect(failsAtFetch(result(failed), params)).toBe(true);
  expect(failsAtFetch(result(failed, state), params)).toBe(false);
  for (const verdict of [
    { verdict: 'pass' },
    { verdict: 'error', cause: text('ui.flow.other') },
    { verdict: 'blocked', by: 'x' },
  ] as const)
    expect(failsAtFetch(result(verdict), params)).toBe(false);
});
