/** Rule sets of a network namespace: read them, and ask what they do to a packet. Pure; the facts bring the text. */
export type { AddressRange } from '../ipv4.ts';
export { listing, removal } from './commands.ts';
export type { Difference, PacketField } from './evaluate/differences.ts';
export { type Evaluation, evaluate, type Question } from './evaluate/evaluate.ts';
export type { NatOutcome } from './evaluate/nat.ts';
export type { Decision, Outcome, RuleVerdict, StageResult } from './evaluate/outcome.ts';
export { type BaseChain, baseChains, type HookFamily } from './evaluate/stages.ts';
export { decidedForNow, type ForNow } from './fickle.ts';
export { ruleWords } from './iptables/tokens.ts';
export { type Known, known, type Standing } from './known.ts';
export { lastingRules } from './lasting.ts';
export type { Match, MatchTest, NamePattern } from './match.ts';
export type {
  Backend,
  Base,
  Chain,
  ChainFamily,
  Counters,
  HookName,
  ParseError,
  Rule,
  RuleAt,
  Ruleset,
} from './model.ts';
export { type NearMiss, nearMisses } from './near.ts';
export { withDevices } from './nft/devices.ts';
export type { Context, CtState, CtStatus, Packet, Routing } from './packet.ts';
export { parseRuleset, type RulesetText } from './parse.ts';
export type { PortRange } from './ports.ts';
export { differencesOf, natOf, rulesMatching, verdictOf } from './queries.ts';
export { withRecent } from './recent.ts';
export type { Effect, NatTarget, Target, VmapCase } from './target.ts';
export { type Unread, unreadIn, withoutGuards } from './unread.ts';
