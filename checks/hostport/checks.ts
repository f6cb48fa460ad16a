import { forwardCheck } from '../forward/forward-check.ts';
import { natCheck } from '../nat/nat-check.ts';
import { incoming } from '../support/packets.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { text } from '../words/text.ts';
import { destinationOf } from './question.ts';

/** Lesson 3: a port of the host leads to c1, for others and for the host itself. */
export const hostportChecks: readonly SubjectCheck[] = [
  natCheck({
    id: 'dnat-rule',
    step: 'dnat-prerouting',
    after: [],
    questions: [destinationOf('outside'), destinationOf('anyone')],
  }),
  forwardCheck({
    id: 'forward-to-c1-accept',
    step: 'dnat-prerouting',
    after: [],
    notCausal: text('checks.not-causal.lesson2'),
    passing: (world) => [incoming(world)],
    withAnswers: true,
  }),
  {
    id: 'outside-reaches-port',
    step: 'dnat-prerouting',
    after: ['host-reaches-c1', 'c1-reaches-host'],
    journey: { kind: 'published', from: 'outside' },
  },
  {
    id: 'dnat-conntrack',
    step: 'dnat-prerouting',
    after: ['outside-reaches-port'],
    journey: { kind: 'published', from: 'outside' },
    original: (p) => ({ src: p.outsideAddress, dst: p.hostAddress, dport: p.port }),
    replies: (p) => [{ src: p.c1.address, sport: 80 }],
  },
  natCheck({ id: 'dnat-output-rule', step: 'dnat-output', after: [], questions: [destinationOf('host')] }),
  {
    id: 'host-reaches-port',
    step: 'dnat-output',
    after: ['host-reaches-c1'],
    journey: { kind: 'published', from: 'host' },
  },
];
