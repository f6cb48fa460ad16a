import type { Check } from '../src/verify/check.ts';
import { addressCheck } from './address/checks.ts';
import { bridgeChecks } from './bridge/checks.ts';
import { innerEndChecks, innerUpChecks, portsShown, vethChecks, vethPort } from './cable/checks.ts';
import { containerChecks, loopbackUp } from './container/checks.ts';
import { insideChecks, outsideChecks } from './forward/checks.ts';
import { hairpinChecks } from './hairpin/checks.ts';
import { hostportChecks } from './hostport/checks.ts';
import { masqueradeChecks } from './nat/checks.ts';
import { siteChecks, talkChecks } from './request/checks.ts';
import { made } from './request/made.ts';
import { gatewayChecks, neighbourChecks } from './route/checks.ts';
import type { SubjectCheck } from './support/request-check.ts';
import { forwardingOn } from './sysctl/checks.ts';

/** Two containers, each alone in its own network namespace. */
const lesson0: readonly SubjectCheck[] = [...containerChecks('c1', 'run-c1'), ...containerChecks('c2', 'run-c2')];

/** A switch, two cables, addresses, and the rule that lets the switch's frames pass iptables. */
const lesson1: readonly SubjectCheck[] = [
  ...bridgeChecks,
  loopbackUp('c1', 'look-inside'),
  loopbackUp('c2', 'look-inside'),
  ...vethChecks('c1', 'veth1'),
  vethPort('c1', 'veth1-port'),
  ...innerEndChecks('c1', 'eth0-to-c1'),
  ...innerUpChecks('c1', 'c1-eth0-up'),
  addressCheck('c1', 'c1-address'),
  ...neighbourChecks('c1', 'c1-address'),
  ...gatewayChecks('c1', 'c1-route'),
  portsShown,
  ...vethChecks('c2', 'veth2'),
  vethPort('c2', 'veth2'),
  ...innerEndChecks('c2', 'eth0-to-c2'),
  ...innerUpChecks('c2', 'eth0-to-c2'),
  addressCheck('c2', 'c2-address'),
  ...neighbourChecks('c2', 'c2-address'),
  ...gatewayChecks('c2', 'c2-address'),
  ...insideChecks,
  ...talkChecks,
];

/** Out through the host's uplink, and the answers back. */
const lesson2: readonly SubjectCheck[] = [forwardingOn, ...outsideChecks, ...masqueradeChecks, ...siteChecks];

/** Every check of the course, in the order of its lessons and steps; lesson 3 publishes a port, lesson 4 is the hairpin. */
export const allChecks: readonly Check[] = [
  ...lesson0,
  ...lesson1,
  ...lesson2,
  ...hostportChecks,
  ...hairpinChecks,
].map(made);

/** The checks of one step, in order; none for an unknown step. */
export const checksOf = (step: string): readonly Check[] => allChecks.filter((check) => check.step === step);
