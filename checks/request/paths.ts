import { addressSuspects, containerAddress, neighbourPoisoned, sameMac } from '../address/suspects.ts';
import { bridgeAddress, bridgeDevice, bridgeSuspects, hostRoute, outsideRoute } from '../bridge/suspects.ts';
import { cableSuspects, innerEndDown, innerEndMissing, portIsolated, portsIsolated } from '../cable/suspects.ts';
import { containerGone, containerNetwork, containerSuspects, loopbackDown, noListener } from '../container/suspects.ts';
import {
  arrivalDropped,
  cableFilter,
  containerFirewall,
  hostInput,
  hostOutput,
  switchFilter,
} from '../forward/firewalls.ts';
import { forwardStopped } from '../forward/suspects.ts';
import { hairpinSource } from '../hairpin/question.ts';
import { answersPastHost, hairpinNeeded } from '../hairpin/suspects.ts';
import { destinationOf } from '../hostport/question.ts';
import { sourceOf } from '../nat/question.ts';
import { natWrong } from '../nat/suspects.ts';
import { untracked } from '../nat/untracked.ts';
import { connectedRoute, defaultRoute } from '../route/suspects.ts';
import { bridgeNf } from '../support/bridge-nf.ts';
import {
  answerTo,
  bridged,
  toContainer as callOf,
  published as callPort,
  fromContainer,
  hairpinned,
  incoming,
  outgoing,
  type Passing,
} from '../support/packets.ts';
import { atHook } from '../support/rules.ts';
import type { Lost, Suspect } from '../support/suspect.ts';
import type { Who, World } from '../support/world.ts';
import { forwardingOff, reversePath } from '../sysctl/suspects.ts';

/** Suspects of one journey, in the order of the packet's path. */
type Path = readonly Suspect[];

const callOfPort = (from: 'outside' | 'host' | Who) => (world: World) => callPort(world, from);
const web = (): number => 80;
const service = (world: World): number => world.params.hostServicePort;

/** A request that a rule stops: DROP is a timeout; only REJECT says "refused" or "no route". */
const stoppedGoing = (passing: (world: World) => Passing, outcome: Lost): Path =>
  outcome === 'unreachable' ? [] : [forwardStopped(passing, outcome === 'timeout' ? 'drop' : 'reject')];
/** An answer that a rule stops: the caller hears nothing either way. */
const stoppedComing = (passing: (world: World) => Passing, outcome: Lost): Path =>
  outcome === 'timeout' ? [forwardStopped((world) => answerTo(passing(world)))] : [];

/** What every request of a container needs; each subject says what of it comes first. */
const wiring = (who: Who): Path => [
  ...containerSuspects(who),
  ...bridgeSuspects,
  ...cableSuspects(who),
  ...addressSuspects(who),
];

/** "Network is unreachable" is said by the caller's own kernel: only what is inside counts. */
const callerHasNoRoute = (who: Who): Path => [
  containerGone(who),
  innerEndMissing(who),
  innerEndDown(who),
  containerAddress(who),
  defaultRoute(who),
  defaultRoute(who, 'any'),
];

export const toSelf = (who: Who): Path => [
  containerGone(who),
  containerNetwork(who),
  loopbackDown(who),
  containerFirewall(who, 'server', () => ({ peer: '127.0.0.1', port: 80, device: 'lo' })),
  noListener(who, web, false),
];

export const toGateway = (outcome: Lost): Path =>
  outcome === 'refused'
    ? [bridgeDevice, bridgeAddress, noListener('host', service, false)]
    : [bridgeDevice, bridgeAddress];

export function toContainer(who: Who, outcome: Lost): Path {
  const talk = (world: World) => ({ peer: world.params.gateway, port: 80 });
  const call = (world: World) => callOf(world, who);
  if (outcome === 'refused') {
    return [
      hostRoute(who),
      containerAddress(who),
      hostOutput(call),
      containerFirewall(who, 'server', talk),
      noListener(who, web),
    ];
  }
  return [
    bridgeDevice,
    bridgeAddress,
    hostRoute(who),
    ...wiring(who),
    hostOutput(call),
    switchFilter((world) => answerTo(call(world))),
    containerFirewall(who, 'server', talk),
    cableFilter(who, (world) => answerTo(call(world))),
    neighbourPoisoned(who),
    sameMac,
    arrivalDropped((world) => answerTo(call(world))),
    hostInput((world) => answerTo(call(world))),
  ];
}

export function toHost(who: Who, outcome: Lost): Path {
  const call = (world: World) => fromContainer(world, who);
  if (outcome === 'unreachable') return callerHasNoRoute(who);
  if (outcome === 'refused') return [hostInput(call), noListener('host', service)];
  return [
    ...wiring(who),
    defaultRoute(who),
    bridgeAddress,
    hostRoute(who),
    containerFirewall(who, 'client', (world) => ({ peer: world.params.hostAddress, port: service(world) })),
    cableFilter(who, call),
    neighbourPoisoned(who),
    arrivalDropped(call),
    hostInput(call),
    hostOutput((world) => answerTo(call(world))),
  ];
}

/** Bridged frames meet iptables only where the bridge hands them over. */
const onTheSwitch = (passing: (world: World) => Passing, outcome: Lost): Path =>
  [...stoppedGoing(passing, outcome), ...stoppedComing(passing, outcome)].map(handedOver);

const handedOver =
  (suspect: Suspect): Suspect =>
  (world) =>
    bridgeNf(world) === false ? undefined : suspect(world);

/** Where a rule rewrites the caller of a bridged call (that of lesson 4 does), the answer is the host's to route back (docs/handbook.md#drill-1). */
const answerRouted =
  (call: (world: World) => Passing): Suspect =>
  (world) =>
    atHook(world, 'postrouting', call(world))?.nat ? forwardingOff(world) : undefined;

export function between(who: Who, other: Who, outcome: Lost): Path {
  const call = (world: World) => bridged(world, who);
  const peer = (one: Who) => (world: World) => ({ peer: world.params[one].address, port: 80 });
  if (outcome === 'unreachable') return [...callerHasNoRoute(who), connectedRoute(who)];
  if (outcome === 'refused') {
    return [...onTheSwitch(call, outcome), containerFirewall(other, 'server', peer(who)), noListener(other, web)];
  }
  return [
    ...wiring(who),
    ...wiring(other),
    connectedRoute(who),
    connectedRoute(other),
    neighbourPoisoned(who),
    neighbourPoisoned(other),
    sameMac,
    portsIsolated,
    cableFilter(who, call),
    cableFilter(other, (world) => answerTo(call(world))),
    switchFilter(call),
    switchFilter((world) => answerTo(call(world))),
    ...onTheSwitch(call, outcome),
    handedOver(arrivalDropped(call)),
    handedOver(arrivalDropped((world) => answerTo(call(world)))),
    handedOver(answerRouted(call)),
    containerFirewall(who, 'client', peer(other)),
    containerFirewall(other, 'server', peer(who)),
  ];
}

export function toOutside(who: Who, outcome: Lost): Path {
  const call = (world: World) => outgoing(world, who);
  if (outcome === 'unreachable') return callerHasNoRoute(who);
  return [
    ...wiring(who),
    defaultRoute(who),
    bridgeAddress,
    forwardingOff,
    reversePath(who),
    outsideRoute,
    cableFilter(who, call),
    arrivalDropped(call),
    ...stoppedGoing(call, outcome),
    untracked(['prerouting', call]),
    natWrong(sourceOf(who)),
    hostRoute(who),
    ...stoppedComing(call, outcome),
    containerFirewall(who, 'client', (world) => ({ peer: world.params.outsideAddress, port: 80 })),
  ];
}

export function published(from: 'outside' | 'host' | Who, outcome: Lost): Path {
  if (from === 'outside') return fromOutside(outcome);
  if (from === 'host') {
    const answer = (world: World) => answerTo(callOf(world, 'c1'));
    const bypassed = untracked(['output', callOfPort('host')], ['prerouting', answer]);
    return [bypassed, natWrong(destinationOf('host')), ...toContainer('c1', outcome)];
  }
  return fromContainerToPort(from, outcome);
}

function fromOutside(outcome: Lost): Path {
  const talk = (world: World) => ({ peer: world.params.outsideAddress, port: 80 });
  const bypassed = untracked(
    ['prerouting', callOfPort('outside')],
    ['prerouting', (world) => answerTo(incoming(world))],
  );
  if (outcome === 'refused') {
    return [bypassed, natWrong(destinationOf('outside')), ...stoppedGoing(incoming, outcome), noListener('c1', web)];
  }
  return [
    bypassed,
    arrivalDropped(callOfPort('outside')),
    natWrong(destinationOf('outside')),
    forwardingOff,
    hostRoute('c1'),
    ...stoppedGoing(incoming, outcome),
    ...wiring('c1'),
    containerFirewall('c1', 'server', talk),
    defaultRoute('c1'),
    cableFilter('c1', (world) => answerTo(incoming(world))),
    reversePath('c1'),
    arrivalDropped((world) => answerTo(incoming(world))),
    ...stoppedComing(incoming, outcome),
  ];
}

function fromContainerToPort(who: Who, outcome: Lost): Path {
  const call = (world: World) => hairpinned(world, who);
  const bypassed = untracked(['prerouting', callOfPort(who)], ['prerouting', (world) => answerTo(call(world))]);
  if (outcome === 'unreachable') return callerHasNoRoute(who);
  if (outcome === 'refused') {
    return [bypassed, natWrong(destinationOf(who)), ...stoppedGoing(call, outcome), noListener('c1', web)];
  }
  const last: Path =
    who === 'c1' ? [portIsolated, hairpinNeeded, natWrong(hairpinSource)] : [portsIsolated, answersPastHost];
  return [
    ...wiring(who),
    defaultRoute(who),
    bypassed,
    arrivalDropped(callOfPort(who)),
    natWrong(destinationOf(who)),
    ...wiring('c1'),
    bridgeAddress,
    hostRoute('c1'),
    cableFilter(who, call),
    forwardingOff,
    switchFilter(call),
    ...stoppedGoing(call, outcome),
    ...last,
    ...stoppedComing(call, outcome),
    containerFirewall('c1', 'server', (world) => ({ peer: world.params.gateway, port: 80 })),
  ];
}
