import type { Check } from '../../src/verify/check.ts';
import { answerTo, bridged, outgoing } from '../support/packets.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { forwardCheck } from './forward-check.ts';

/** Both containers are neighbours on the switch. */
const connected = ['veth1-forwarding', 'veth2-forwarding', 'c1-connected-route', 'c2-connected-route'];

/** From container to container: the rule that lets the switch's frames pass iptables. */
export const insideChecks: readonly SubjectCheck[] = [
  forwardCheck({
    id: 'forward-bridge-accept',
    step: 'forward-bridge',
    after: [],
    passing: (world) => [bridged(world, 'c1'), bridged(world, 'c2')],
    withAnswers: true,
  }),
  {
    id: 'c1-reaches-c2',
    step: 'forward-bridge',
    after: ['c2-serves', ...connected],
    journey: { kind: 'between', who: 'c1' },
  },
  {
    id: 'c2-reaches-c1',
    step: 'forward-bridge',
    after: ['c1-serves', ...connected],
    journey: { kind: 'between', who: 'c2' },
  },
];

/** Out through the host's uplink, and the answers back. */
export const outsideChecks: readonly Check[] = [
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
];
