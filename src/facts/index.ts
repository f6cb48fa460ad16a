/** Everything that can be observed in a lab, one kind a file. */

export type { FactRequest, LookFailure, Needs, Observation, Reading, RoundContext, Seen } from '../round/fact.ts';
export { optional } from '../round/fact.ts';
export { accessLog, type Hit } from './access-log.ts';
export { conntrack } from './conntrack.ts';
export type { Connection, Tuple } from './conntrack-line.ts';
export { type Container, type Containers, containers } from './containers.ts';
export { type Diversion, type Diversions, diversions, type TcHook } from './diversions.ts';
export { type DnsAnswer, dns } from './dns.ts';
export type { Errno } from './errno.ts';
export { type FdbEntry, fdb, fdbs } from './fdb.ts';
export { type FetchQuestion, type FetchRequest, fetch, isFetch } from './fetch.ts';
export type { Fetch, FetchOutcome } from './fetch-outcome.ts';
export { type BridgeFlags, type Interface, type InterfaceAddress, interfaces, type PortFlags } from './interfaces.ts';
export { type Listener, listeners } from './listeners.ts';
export type { Sighting } from './live/capture.ts';
export type { ConnectionEvent } from './live/connection-events.ts';
export { type Instrument, type Live, watched } from './live/live.ts';
export { type Machine, machine } from './machine.ts';
export { type Neighbour, neighbours } from './neighbours.ts';
export { type RouteAnswer, type RouteQuestion, routeGet } from './route-get.ts';
export { type Route, routes, routeTables } from './routes.ts';
export { type RoutingRule, routingRules } from './routing-rules.ts';
export { ruleset } from './ruleset.ts';
export { type InterfaceSwitches, type Sysctls, sysctls } from './sysctls.ts';
export { type TransformPolicy, transforms } from './transforms.ts';
