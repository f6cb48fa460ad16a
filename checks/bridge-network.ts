import type { Check } from '../src/verify/check.ts';
import { addressChecks } from './address/checks.ts';
import { bridgeChecks } from './bridge/checks.ts';
import { innerEndChecks, innerUpChecks, loopbackUp, portsShown, vethChecks, vethPort } from './cable/checks.ts';
import { forwardCheck } from './forward/forward-check.ts';
import { fetchCheck } from './request/fetches.ts';
import { observation } from './support/define.ts';
import { bridged } from './support/packets.ts';

/** Both containers are neighbours on the switch. */
const connected = ['veth1-forwarding', 'veth2-forwarding', 'c1-connected-route', 'c2-connected-route'];

/** Lesson 1: a switch, two cables, addresses, and the rule that lets the switch's frames pass iptables. */
export const bridgeNetwork: readonly Check[] = [
  ...bridgeChecks,
  fetchCheck({
    id: 'gateway-answers',
    step: 'bridge-address',
    after: ['bridge-up'],
    journey: { kind: 'gateway' },
  }),
  loopbackUp('c1', 'look-inside'),
  loopbackUp('c2', 'look-inside'),
  ...vethChecks('c1', 'veth1'),
  vethPort('c1', 'veth1-port'),
  ...innerEndChecks('c1', 'eth0-to-c1'),
  ...innerUpChecks('c1', 'c1-eth0-up'),
  ...addressChecks('c1', { address: 'c1-address', route: 'c1-route' }),
  portsShown,
  ...vethChecks('c2', 'veth2'),
  vethPort('c2', 'veth2'),
  ...innerEndChecks('c2', 'eth0-to-c2'),
  ...innerUpChecks('c2', 'eth0-to-c2'),
  ...addressChecks('c2', { address: 'c2-address', route: 'c2-address' }),
  forwardCheck({
    id: 'forward-bridge-accept',
    step: 'forward-bridge',
    after: [],
    passing: (world) => [bridged(world, 'c1'), bridged(world, 'c2')],
    withAnswers: true,
  }),
  fetchCheck({
    id: 'c1-reaches-c2',
    step: 'forward-bridge',
    after: ['c2-serves', ...connected],
    journey: { kind: 'between', who: 'c1' },
  }),
  fetchCheck({
    id: 'c2-reaches-c1',
    step: 'forward-bridge',
    after: ['c1-serves', ...connected],
    journey: { kind: 'between', who: 'c2' },
  }),
  fetchCheck({
    id: 'c1-wget-c2',
    step: 'talk',
    after: ['c1-reaches-c2'],
    journey: { kind: 'between', who: 'c1' },
    via: 'exec',
    notCausal: observation,
  }),
  fetchCheck({
    id: 'c2-wget-c1',
    step: 'talk',
    after: ['c2-reaches-c1'],
    journey: { kind: 'between', who: 'c2' },
    via: 'exec',
    notCausal: observation,
  }),
];
