import {
  decidedForNow,
  type Evaluation,
  nearMisses,
  type Rule,
  type RuleAt,
  rulesMatching,
} from '../../src/netfilter/index.ts';
import type { Diagnosis } from '../../src/verify/check.ts';
import { counters, openedFor, removal } from '../support/fixes.ts';
import { answerTo, bridged, contextOf, incoming, outgoing, type Passing } from '../support/packets.ts';
import { atHook, differenceValues, isIptables, wouldMatch } from '../support/rules.ts';
import type { Suspect } from '../support/suspect.ts';
import type { World } from '../support/world.ts';
import { diagnosis } from './diagnoses.ts';

const hook = 'forward';

/**
 * The host's forward hook does not let the packet pass: by which rule, or for want of which. `how`: only a verdict that
 * explains what the caller saw.
 */
export const forwardStopped =
  (passing: (world: World) => Passing, how?: 'drop' | 'reject'): Suspect =>
  (world) => {
    const way = passing(world);
    const seen = atHook(world, hook, way);
    if (!seen || seen.verdict === 'accept') return undefined;
    if (how && !seen.possible.includes(how)) return undefined;
    const { decidedBy } = seen;
    if (seen.verdict === 'unknown') return forNow(seen, accepting(way)) ?? undecided(seen);
    if (decidedBy.by === 'nothing') return undefined;
    return otherChain(world, decidedBy) ?? ownChain(world, way, decidedBy);
  };

type Decided = Exclude<Evaluation['decidedBy'], { readonly by: 'nothing' }>;

/** The chain that stopped it is not the FORWARD that the learner's iptables shows. */
function otherChain(world: World, decided: Decided): Diagnosis | undefined {
  const { chain } = decided;
  const usual = world['rules.host']?.chains.some((one) => one.backend === 'iptables-nft' && one.table === 'filter');
  if (chain.backend === 'iptables-legacy' && usual) {
    const rule = decided.by === 'rule' ? decided.rule.text : `-P ${chain.name} DROP`;
    return diagnosis('forward-legacy', { rule, command: openedFor(decided) });
  }
  return isIptables(chain, 'filter') ? undefined : bouncer(decided);
}

function bouncer(decided: Decided): Diagnosis {
  const { name, table, family } = decided.chain;
  return diagnosis('forward-other-chain', { chain: name, table, family, command: openedFor(decided) });
}

function ownChain(world: World, way: Passing, decided: Decided): Diagnosis {
  const { chain } = decided;
  const accepts = acceptRules(world, way);
  const here = accepts.find((one) => one.chain.table === chain.table && one.chain.backend === chain.backend);
  if (decided.by === 'policy') {
    // An ACCEPT in another table or tool is there, but it speaks for its own chain only (docs/handbook.md#f33).
    return accepts.some((one) => one !== here && one.chain.base)
      ? bouncer(decided)
      : nothingAccepts(world, way, chain.name);
  }
  const blocker = decided.rule.text;
  const command = removal(decided);
  // It matches and was not asked, so it stands further down; a chain of the user's may not be reached at all.
  if (here?.chain.base) return diagnosis('forward-shadowed', { blocker, rule: here.rule.text, command });
  return diagnosis('forward-dropped', { chain: chain.name, rule: blocker, command });
}

const accepting = ({ from, to }: Passing): string => `iptables -I FORWARD -i ${from} -o ${to} -j ACCEPT`;

/** A rule decides it for now only. `command`: the rule that holds, in place of one that lets pass now and then. */
export function forNow(seen: Evaluation, command: string): Diagnosis | undefined {
  const at = decidedForNow(seen);
  if (!at) return undefined;
  const refuses = at.rule.target?.kind === 'drop' || at.rule.target?.kind === 'reject';
  const fix = refuses ? removal(at) : `${removal(at)}; ${command}`;
  return diagnosis('rule-for-now', { rule: at.rule.text, match: at.match, command: fix });
}

/** The rules do not decide it: which one would. */
export function undecided({ dependsOn, decidedBy }: Evaluation): Diagnosis | undefined {
  const [at] = dependsOn;
  const one = at ?? (decidedBy.by === 'rule' ? decidedBy : undefined);
  return one && diagnosis('rule-undecided', { rule: one.rule.text, command: counters(one.chain) });
}

/** ACCEPT rules that would match, wherever they stand below the forward hook. */
function acceptRules(world: World, way: Passing): readonly RuleAt[] {
  const rules = world['rules.host'];
  if (!rules) return [];
  return rulesMatching(
    rules,
    (rule, chain) =>
      rule.target?.kind === 'accept' &&
      (chain.base === undefined || chain.base.hook === hook) &&
      wouldMatch(world, hook, way, rule),
  );
}

/** Every packet that the course wants to pass: a rule for one of them is no typing error. */
const ofTheCourse = (world: World): readonly Passing[] => {
  const requests = [bridged(world, 'c1'), bridged(world, 'c2'), outgoing(world, 'c1'), outgoing(world, 'c2')];
  const all = [...requests, incoming(world)];
  return [...all, ...all.map(answerTo)];
};

function nothingAccepts(world: World, way: Passing, chain: string): Diagnosis {
  const values = { from: way.from, to: way.to, address: way.address, chain };
  return (
    almost(world, way) ??
    turnedRound(world, way) ??
    inOtherChain(world, way) ??
    (way.reply && way.from !== way.to ? diagnosis('return-missing', values) : diagnosis('forward-missing', values))
  );
}

/** There is a rule for the opposite direction and none for this one: twice the same, or one more than the course has asked for so far. */
function turnedRound(world: World, way: Passing): Diagnosis | undefined {
  if (way.from === way.to) return undefined;
  const { bridge } = world.params;
  const { iif, oif, ...rest } = way.packet;
  const opposite: Passing = { ...way, packet: { ...rest, ...(oif ? { iif: oif } : {}), ...(iif ? { oif: iif } : {}) } };
  const rules = acceptRules(world, opposite).filter(({ rule }) => !wouldMatch(world, hook, way, rule));
  const enough = way.from === bridge && !way.reply ? 1 : 2;
  const [at] = rules;
  if (!at || rules.length < enough) return undefined;
  return diagnosis('forward-swapped', { rule: at.rule.text, from: way.from, to: way.to });
}

/** A rule that misses the packet by its interfaces' names or by a single condition. */
function almost(world: World, way: Passing): Diagnosis | undefined {
  const rules = world['rules.host'];
  if (!rules) return undefined;
  const course = ofTheCourse(world);
  const misses = nearMisses(rules, { hook, packet: way.packet, context: contextOf(world) }, 2)
    .filter(({ rule }) => rule.target?.kind === 'accept')
    .map((miss) => ({ ...miss, useful: course.some((other) => wouldMatch(world, hook, other, miss.rule)) }));
  const values = { from: way.from, to: way.to, address: way.address };
  const ports = (world['interfaces.host'] ?? []).filter(({ master }) => master !== undefined).map(({ name }) => name);
  for (const { rule, differs } of misses) {
    const named = differs.flatMap(({ match }) => (match.kind === 'interface' ? match.names : []));
    const port = named.find(({ name }) => ports.includes(name));
    if (port && named.length === differs.length) {
      return diagnosis('forward-port-names', { ...values, rule: rule.text, interface: port.name });
    }
  }
  const single = misses.filter(({ differs }) => differs.length === 1);
  const answersOnly = single.find(({ differs }) => differs[0]?.field === 'ctState');
  if (answersOnly && way.from === world.params.uplink && way.packet.ctState === 'new') {
    return diagnosis('forward-established-only', { ...values, rule: answersOnly.rule.text });
  }
  // A rule for this very way that asks for another state is meant for it, whatever else it is good for.
  const otherState = single.find(({ rule, differs }) => differs[0]?.field === 'ctState' && namesInterfaces(rule));
  const miss = single.find(({ useful }) => !useful) ?? otherState;
  const [difference] = miss?.differs ?? [];
  if (!miss || !difference) return undefined;
  return diagnosis('forward-near-miss', { ...values, rule: miss.rule.text, ...differenceValues(difference) });
}

const namesInterfaces = (rule: Rule): boolean =>
  rule.matches.some((match) => match.kind === 'interface' && !match.negated);

/** An ACCEPT for these interfaces that stands in INPUT or OUTPUT. */
function inOtherChain(world: World, way: Passing): Diagnosis | undefined {
  const rules = world['rules.host'];
  if (!rules) return undefined;
  const [at] = rulesMatching(
    rules,
    (rule, chain) =>
      rule.target?.kind === 'accept' &&
      (chain.base?.hook === 'input' || chain.base?.hook === 'output') &&
      namesInterfaces(rule) &&
      wouldMatch(world, hook, way, rule),
  );
  if (!at) return undefined;
  const values = { from: way.from, to: way.to, chain: at.chain.name, rule: at.rule.text };
  return diagnosis('forward-wrong-chain', values);
}
