import type { Check } from '../../src/verify/check.ts';
import { answerTo, bridged, outgoing, outgoingAnywhere, type Passing } from '../support/packets.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import type { Who, World } from '../support/world.ts';
import { forwardCheck } from './forward-check.ts';

const whos: readonly Who[] = ['c1', 'c2'];

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

/** To the course's own neighbour first; to others, and other services, as well. */
const leaving = (world: World): readonly Passing[] => [
  ...whos.map((who) => outgoing(world, who)),
  ...whos.flatMap((who) => outgoingAnywhere(world, who)),
];

/** Out through the host's uplink, and the answers back. */
export const outsideChecks: readonly Check[] = [
  forwardCheck({
    id: 'forward-out-accept',
    step: 'forward-out',
    after: [],
    passing: leaving,
  }),
  forwardCheck({
    id: 'forward-in-accept',
    step: 'forward-in',
    after: [],
    passing: (world) => leaving(world).map(answerTo),
  }),
];
