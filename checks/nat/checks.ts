import type { Check } from '../../src/verify/check.ts';
import { forwardCheck } from '../forward/forward-check.ts';
import { wrongClient } from '../request/answers.ts';
import { connectionCheck } from '../request/connections.ts';
import { fetchCheck } from '../request/fetches.ts';
import { nameCheck } from '../request/names.ts';
import { defineCheck, fail, observation, pass, stateCheck, worldNeeds, worldOf } from '../support/define.ts';
import { answerTo, bridged, outgoing } from '../support/packets.ts';
import { atHook } from '../support/rules.ts';
import { known, type Who } from '../support/world.ts';
import { bridgeNf, forwardingOff } from '../sysctl/suspects.ts';
import { text } from '../words/text.ts';
import { natCheck } from './nat-check.ts';
import { sourceOf } from './questions.ts';

const forwardingOn = stateCheck({
  id: 'forwarding-on',
  step: 'forward-out',
  after: ['bridge-exists'],
  notCausal: text('checks.not-causal.lab'),
  needs: ['sysctls'],
  judge: (world, { bridge, uplink }) => {
    const { ipForward, conf } = known(world.sysctls);
    const bit = (on: boolean | undefined) => (on ? 1 : 0);
    const observed = text('checks.see.sysctls', {
      ipForward: bit(ipForward),
      bridge,
      bridgeValue: bit(conf[bridge]?.forwarding),
      uplink,
      uplinkValue: bit(conf[uplink]?.forwarding),
    });
    const found = forwardingOff(world);
    return found ? fail(text('checks.want.sysctl', { bridge, uplink }), observed, found) : pass(observed);
  },
});

const rewritten = natCheck({
  id: 'masquerade-rule',
  step: 'masquerade',
  after: [],
  // Whatever leaves: a ping and a question to a name server, too.
  questions: (['tcp', 'icmp', 'udp'] as const).flatMap((proto) => [sourceOf('c1', proto), sourceOf('c2', proto)]),
});

/** Packets that leave get another source, but not those between the containers (where iptables sees these at all). */
const onlyOutward = defineCheck({
  ...rewritten,
  needs: (params) => ({ ...rewritten.needs(params), ...worldNeeds(params, [], ['sysctls']) }),
  judge: (seen, params) => {
    const judgement = rewritten.judge(seen, params);
    const world = worldOf(seen, params);
    if (judgement.verdict !== 'pass' || !bridgeNf(world)) return judgement;
    const nat = atHook(world, 'postrouting', bridged(world, 'c1'))?.nat;
    if (!nat || nat.kind === 'unknown') return judgement;
    const { c1, c2, gateway } = params;
    const client = nat.address ?? gateway;
    const observed = text('checks.see.nat', { kind: nat.kind, to: client, by: nat.at.rule.text });
    const expected = text('checks.want.own-source', { from: c1.name, to: c2.name });
    return fail(expected, observed, wrongClient(world, { kind: 'between', who: 'c1' }, client));
  },
});

const reaches = (who: Who): Check =>
  fetchCheck({
    id: `${who}-reaches-outside`,
    step: 'masquerade',
    after: [`${who}-reaches-host`],
    journey: { kind: 'to-outside', who },
  });

const site = (who: Who): Check =>
  fetchCheck({
    id: `${who}-wget-site`,
    step: 'talk-outside',
    after: [`${who}-dns`],
    journey: { kind: 'to-outside', who, site: true },
    via: 'exec',
    notCausal: observation,
  });

/** Lesson 2: out through the host's uplink, and the answers back. */
export const outside: readonly Check[] = [
  forwardingOn,
  forwardCheck({
    id: 'forward-out-accept',
    step: 'forward-out',
    after: [],
    passing: (world) => [outgoing(world, 'c1'), outgoing(world, 'c2')],
  }),
  forwardCheck({
    id: 'forward-in-accept',
    step: 'forward-in',
    after: [],
    passing: (world) => [answerTo(outgoing(world, 'c1')), answerTo(outgoing(world, 'c2'))],
  }),
  onlyOutward,
  reaches('c1'),
  reaches('c2'),
  connectionCheck({
    id: 'masquerade-conntrack',
    step: 'masquerade',
    after: ['c1-reaches-outside'],
    journey: { kind: 'to-outside', who: 'c1' },
    original: (p) => ({ src: p.c1.address, dst: p.outsideAddress, dport: 80 }),
    replies: (p) => [{ src: p.outsideAddress, dst: p.hostAddress }],
  }),
  nameCheck('c1', 'talk-outside'),
  nameCheck('c2', 'talk-outside'),
  site('c1'),
  site('c2'),
];
