import { bridgeNf } from '../support/bridge-nf.ts';
import { defineCheck, fail, worldNeeds, worldOf } from '../support/define.ts';
import { bridged } from '../support/packets.ts';
import type { FetchCheck, SubjectCheck } from '../support/request-check.ts';
import { atHook } from '../support/rules.ts';
import type { Who } from '../support/world.ts';
import { text } from '../words/text.ts';
import { natCheck } from './nat-check.ts';
import { sourceAnywhere, sourceOf } from './question.ts';
import { masqueradeTooWide } from './too-wide.ts';

const rewritten = natCheck({
  id: 'masquerade-rule',
  step: 'masquerade',
  after: [],
  // Whatever leaves: a ping and a question to a name server, too, and what goes to others than the course's own neighbour.
  questions: [
    ...(['tcp', 'icmp', 'udp'] as const).flatMap((proto) => [sourceOf('c1', proto), sourceOf('c2', proto)]),
    ...sourceAnywhere('c1'),
    ...sourceAnywhere('c2'),
  ],
});

/** Packets that leave get another source, but not those between the containers (where iptables sees these at all). */
const onlyOutward = defineCheck({
  ...rewritten,
  needs: (params) => ({ ...rewritten.needs(params), ...worldNeeds(params, [], ['sysctls']) }),
  judge: (seen, params) => {
    const judgement = rewritten.judge(seen, params);
    const world = worldOf(seen, params);
    if (judgement.verdict !== 'pass' || !bridgeNf(world)) return judgement;
    const way = bridged(world, 'c1');
    const nat = atHook(world, 'postrouting', way)?.nat;
    if (!nat || nat.kind === 'unknown') return judgement;
    const { c1, c2, gateway } = params;
    const observed = text('checks.see.nat', { kind: nat.kind, to: nat.address ?? gateway, by: nat.at.rule.text });
    const expected = text('checks.want.own-source', { from: c1.name, to: c2.name });
    return fail(expected, observed, masqueradeTooWide('c1')(world));
  },
});

const reaches = (who: Who): FetchCheck => ({
  id: `${who}-reaches-outside`,
  step: 'masquerade',
  after: [`${who}-reaches-host`],
  journey: { kind: 'to-outside', who },
});

/** What leaves has the host's address, and its answers find back. */
export const masqueradeChecks: readonly SubjectCheck[] = [
  onlyOutward,
  reaches('c1'),
  reaches('c2'),
  {
    id: 'masquerade-conntrack',
    step: 'masquerade',
    after: ['c1-reaches-outside'],
    journey: { kind: 'to-outside', who: 'c1' },
    original: (p) => ({ src: p.c1.address, dst: p.outsideAddress, dport: p.drawn?.port ?? 80 }),
    replies: (p) => [{ src: p.outsideAddress, dst: p.hostAddress }],
  },
];
