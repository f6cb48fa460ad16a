import { type Evaluation, type HookName, nearMisses, type RuleAt, rulesMatching } from '../../src/netfilter/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { forNow, undecided } from '../forward/suspects.ts';
import { removal } from '../support/fixes.ts';
import { contextOf, type Passing } from '../support/packets.ts';
import { atHook, differenceValues, wouldMatch } from '../support/rules.ts';
import type { Suspect } from '../support/suspect.ts';
import type { World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

/** What must happen to the address of a new connection at one hook of the host. */
export interface NatQuestion {
  readonly hook: 'prerouting' | 'output' | 'postrouting';
  readonly passing: (world: World) => Passing;
  /** `source`: MASQUERADE, or SNAT to one of these addresses. `destination`: DNAT to exactly this. */
  readonly want:
    | { readonly part: 'source'; readonly addresses: readonly string[] }
    | { readonly part: 'destination'; readonly address: string; readonly port: number };
  /** The course's own command. */
  readonly command: string;
  /** Other packets that nat rules are there for: a rule for one of them is no typing error. */
  readonly others: (world: World) => readonly { readonly hook: HookName; readonly passing: Passing }[];
  /** When no rule comes near. */
  readonly missing: (world: World) => Diagnosis;
}

export interface NatAnswer {
  readonly right: boolean;
  readonly seen: Evaluation;
  readonly passing: Passing;
}

type Nat = NonNullable<Evaluation['nat']>;

/** `172.18.0.2:80` */
export const target = (nat: Nat, { packet }: Passing): string =>
  `${nat.address ?? packet.dst}:${nat.port ?? packet.dport ?? '?'}`;

function isRight(nat: Nat | undefined, { want }: NatQuestion, passing: Passing): boolean {
  if (!nat) return false;
  if (want.part === 'destination') {
    return nat.kind === 'dnat' && target(nat, passing) === `${want.address}:${want.port}`;
  }
  if (nat.kind === 'masquerade') return true;
  return nat.kind === 'snat' && nat.address !== undefined && want.addresses.includes(nat.address);
}

/** undefined when the rules are not known. */
export function askNat(world: World, question: NatQuestion): NatAnswer | undefined {
  const passing = question.passing(world);
  const seen = atHook(world, question.hook, passing);
  return seen && { right: isRight(seen.nat, question, passing), seen, passing };
}

/** Why the address is not rewritten as it should be. */
export const natWrong =
  (questionOf: (world: World) => NatQuestion): Suspect =>
  (world) => {
    const question = questionOf(world);
    const answer = askNat(world, question);
    if (!answer || answer.right) return undefined;
    const { seen, passing } = answer;
    if (seen.nat?.kind === 'unknown') return forNow(seen, question.command) ?? undecided(seen);
    if (seen.nat) return rewrittenWrongly(world, question, seen.nat, passing);
    return almost(world, question, passing) ?? elsewhere(world, question, passing) ?? question.missing(world);
  };

function rewrittenWrongly(world: World, question: NatQuestion, nat: Nat, passing: Passing): Diagnosis {
  const { want, command } = question;
  const instead = `${removal(nat.at)}; ${command}`;
  if (want.part === 'source') {
    const observed = nat.address ?? nat.kind;
    const { uplink } = world.params;
    return diagnosis('snat-wrong-address', { observed, uplink, rule: nat.at.rule.text, command: instead });
  }
  const observed = target(nat, passing);
  const blocker = nat.at.rule.text;
  const below = rulesLike(world, question, passing).find(
    ({ chain, rule }) => rule !== nat.at.rule && chain.base?.hook === question.hook,
  );
  if (below) {
    return diagnosis('dnat-shadowed', { observed, blocker, rule: below.rule.text, command: removal(nat.at) });
  }
  const expected = `${want.address}:${want.port}`;
  return diagnosis('dnat-wrong-target', { observed, expected, rule: blocker, command: instead });
}

const kinds = { source: ['masquerade', 'snat'], destination: ['dnat'] } as const;

/** Whether the rule's target is the one that is asked for, whatever its conditions. */
function hasTarget({ rule }: RuleAt, { want }: NatQuestion, passing: Passing): boolean {
  const found = rule.target;
  if (!found || !(kinds[want.part] as readonly string[]).includes(found.kind)) return false;
  if (want.part === 'source' || found.kind !== 'dnat') return want.part === 'source';
  const port = found.ports?.from ?? passing.packet.dport;
  return found.addresses?.from === want.address && port === want.port;
}

/** Rules with the right target that would match this packet at this hook, in whatever chain they stand. */
function rulesLike(world: World, question: NatQuestion, passing: Passing): readonly RuleAt[] {
  const rules = world['rules.host'];
  if (!rules) return [];
  return rulesMatching(
    rules,
    (rule, chain) => hasTarget({ rule, chain }, question, passing) && wouldMatch(world, question.hook, passing, rule),
  );
}

/** A rule of the right kind that misses the packet by one condition. */
function almost(world: World, question: NatQuestion, passing: Passing): Diagnosis | undefined {
  const rules = world['rules.host'];
  if (!rules) return undefined;
  const others = question.others(world);
  const { hook, want, command } = question;
  const { port } = world.params;
  const misses = nearMisses(rules, { hook, packet: passing.packet, context: contextOf(world) }).filter(
    (miss) =>
      (kinds[want.part] as readonly string[]).includes(miss.rule.target?.kind ?? '') &&
      !others.some((other) => other.hook === hook && wouldMatch(world, hook, other.passing, miss.rule)),
  );
  const miss = misses[0];
  const [difference] = miss?.differs ?? [];
  if (!miss || !difference) return undefined;
  const asksHostPort =
    difference.match.kind === 'port' && difference.match.ranges.some(({ from, to }) => from <= port && port <= to);
  if (want.part === 'source' && asksHostPort) {
    return diagnosis('hairpin-masquerade-host-port', { rule: miss.rule.text, port, command });
  }
  return diagnosis('nat-near-miss', { rule: miss.rule.text, command, ...differenceValues(difference) });
}

/** A rule of the right kind in OUTPUT, which a packet from outside never passes: the host's own port, or a mistake. */
function elsewhere(world: World, question: NatQuestion, passing: Passing): Diagnosis | undefined {
  if (passing.from !== world.params.uplink) return undefined;
  const at = rulesLike(world, question, passing).find(({ chain }) => chain.base?.hook === 'output');
  if (!at) return undefined;
  const from = passing.from;
  return diagnosis('nat-wrong-chain', { rule: at.rule.text, chain: at.chain.name, from, command: question.command });
}
