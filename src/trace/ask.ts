import { text } from '../i18n/text.ts';
import {
  type Chain,
  type Decision,
  type Evaluation,
  evaluate,
  type HookFamily,
  type HookName,
  nearMisses,
  type Question,
  type Ruleset,
} from '../netfilter/index.ts';
import { untrack } from './conntrack.ts';
import { type EndText, endText } from './ends.ts';
import type { Node } from './node.ts';
import { type At, questionOf } from './question.ts';
import type { Hop, HopStage } from './trace.ts';
import { choose, draw, type Fate, lost, type Parcel, stop, unknown, type Walk } from './walk.ts';

interface Asked {
  readonly evaluation: Evaluation;
  readonly parcel: Parcel;
}

/** Asks the rules; a packet that does not come through ends here. */
export function ask(
  walk: Walk,
  node: Node,
  rules: Ruleset,
  hook: HookName,
  parcel: Parcel,
  at: At,
  family: HookFamily = 'ip',
): Asked | Fate {
  const question = questionOf(walk, node, hook, parcel, at, family);
  const evaluation = inSomeOrder(walk, node, rules, question);
  const verdict = evaluation.verdict === 'unknown' ? settle(walk, node, evaluation) : evaluation.verdict;
  const stage = stageOf(hook, family);
  const device = at.iif ?? at.oif;
  const base = { ...(device === undefined ? {} : { device }), stage };
  if (verdict === 'unknown') {
    const rule = evaluation.dependsOn[0]?.rule.text ?? '';
    const { exhausted } = evaluation;
    const reason = exhausted
      ? text('trace.unknown.too-many-rules', { node: node.name, chain: chainName(exhausted) })
      : text('trace.unknown.rule', { node: node.name, rule });
    return stop(
      walk,
      node,
      parcel,
      { ...base, detail: text('trace.hook.unknown', { rule }), evidence: rule },
      unknown(reason),
    );
  }
  const isUntracked = evaluation.packet?.ctState === 'untracked';
  const seen = isUntracked && parcel.tracked ? { ...parcel, tracked: untrack(walk, node, parcel.tracked) } : parcel;
  if (verdict === 'accept') return passed(evaluation, remember(seen, evaluation), at);
  const misses = missesOf(rules, question);
  const evidence = evidenceOf(evaluation.decidedBy);
  const { decidedBy } = evaluation;
  const more = {
    ...(evidence === undefined ? {} : { evidence }),
    ...(decidedBy.by === 'nothing' ? {} : { by: decidedBy }),
    ...(misses.length > 0 ? { nearMisses: misses } : {}),
  };
  const detail = endWords(node, hook, family, evaluation, verdict);
  const end: Fate =
    verdict === 'drop'
      ? lost(evaluation.decidedBy.by === 'policy' ? 'dropped-by-policy' : 'dropped-by-rule', detail)
      : {
          kind: 'rejected',
          disposition: 'refused',
          reason: detail,
          node,
          parcel: seen,
          message: evaluation.rejectWith ?? 'icmp-port-unreachable',
          ...(at.bridged ? { bridged: at.bridged } : {}),
        };
  return stop(walk, node, parcel, { ...base, detail, ...more }, end);
}

/** The marks that the rules have left. */
function remember(parcel: Parcel, { packet }: Evaluation): Parcel {
  if (!packet) return parcel;
  const { mark = 'unknown', connectionMark = 'unknown' } = packet;
  const { tracked } = parcel;
  if (tracked?.entry && tracked.state !== 'untracked') tracked.entry.mark = connectionMark;
  const clamped = packet.mss === parcel.mss || packet.mss === undefined ? parcel : { ...parcel, mss: packet.mss };
  return mark === (parcel.mark ?? 0) ? clamped : { ...clamped, mark };
}

/** A new mark in OUTPUT asks the routes again, as a new destination does (ipt_mangle_out, nf_route_table_hook). */
function passed(evaluation: Evaluation, parcel: Parcel, { reroute }: At): Asked | Fate {
  const { rerouted: mark } = evaluation;
  return (mark !== undefined && reroute?.({ ...parcel, mark })) || { evaluation, parcel };
}

/** Rules leave something open, which how a chance turns out may settle. */
function isOpen({ verdict, nat, packet }: Evaluation, { packet: before }: Question): boolean {
  const lost = (key: 'mark' | 'connectionMark'): boolean =>
    packet !== undefined && before[key] !== undefined && packet[key] === undefined;
  const isShorter = packet?.mss === 'unknown' && before.mss !== 'unknown';
  return verdict === 'unknown' || nat?.kind === 'unknown' || isShorter || lost('mark') || lost('connectionMark');
}

/** Draws for each rule that holds by chance and has a say, until none is left. */
function evaluated(walk: Walk, node: Node, rules: Ruleset, question: Question): Evaluation {
  for (;;) {
    const evaluation = evaluate(rules, question);
    const [chance] = isOpen(evaluation, question) ? evaluation.chances : [];
    if (chance?.match.kind !== 'chance') return evaluation;
    const rule = chance.at.rule.text;
    draw(walk, chance.match, chance.match.odds, text('trace.unknown.rule', { node: node.name, rule }));
  }
}

/**
 * At one priority, the chain that was made last comes first. Facts tell that order among nft's chains, and among those of
 * iptables-legacy, but not between the two.
 */
function inSomeOrder(walk: Walk, node: Node, { chains }: Ruleset, question: Question): Evaluation {
  const isLegacy = ({ backend }: Chain): boolean => backend === 'iptables-legacy';
  const [legacy, others] = [chains.filter(isLegacy), chains.filter((chain) => !isLegacy(chain))];
  const one = evaluated(walk, node, { chains: [...legacy, ...others] }, question);
  if (legacy.length === 0 || others.length === 0) return one;
  const other = evaluated(walk, node, { chains: [...others, ...legacy] }, question);
  if (sameEnd(one, other)) return one;
  return choose(walk, [one, other], text('trace.unknown.order', { node: node.name }));
}

const sameEnd = (one: Evaluation, other: Evaluation): boolean =>
  one.verdict === other.verdict &&
  one.rejectWith === other.rejectWith &&
  one.nat?.at.rule === other.nat?.at.rule &&
  JSON.stringify(one.packet) === JSON.stringify(other.packet);

/** A rule that we do not understand: one of its worlds, if all of them can be walked. */
function settle(walk: Walk, node: Node, { possible, dependsOn, decidedBy }: Evaluation): 'accept' | 'drop' | 'unknown' {
  const rule = dependsOn[0]?.rule.text ?? (decidedBy.by === 'rule' ? decidedBy.rule.text : '');
  const options = possible.filter((one) => one === 'accept' || one === 'drop');
  const [one, ...others] = options;
  if (one === undefined || options.length < possible.length) return 'unknown';
  return choose(walk, [one, ...others], text('trace.unknown.rule', { node: node.name, rule }));
}

export function stageOf(hook: HookName, family: HookFamily = 'ip'): HopStage {
  return { kind: 'hook', hook, family };
}

/** Of the older program's rules it is said, for the newer one does not show them. */
const chainName = ({ table, name, backend }: Chain): string =>
  backend === 'iptables-legacy' ? `${table} ${name}, iptables-legacy` : `${table} ${name}`;

export function evidenceOf(decision: Decision): string | undefined {
  if (decision.by === 'nothing') return undefined;
  if (decision.by === 'policy') return `${chainName(decision.chain)} policy ${decision.policy}`;
  const { text: words, counters } = decision.rule;
  return counters ? `[${counters.packets}:${counters.bytes}] ${words}` : words;
}

function endWords(
  node: Node,
  hook: HookName,
  family: HookFamily,
  evaluation: Evaluation,
  verdict: 'drop' | 'reject',
): EndText {
  const { decidedBy, rejectWith = '' } = evaluation;
  const values = { node: node.name, hook: hook.toUpperCase(), family };
  if (decidedBy.by === 'nothing') return endText('trace.hook.drop.policy', { ...values, chain: hook });
  const chain = chainName(decidedBy.chain);
  if (decidedBy.by === 'policy') return endText('trace.hook.drop.policy', { ...values, chain });
  const rule = decidedBy.rule.text;
  if (verdict === 'drop') return endText('trace.hook.drop.rule', { ...values, chain, rule });
  return endText('trace.hook.reject', { ...values, chain, rule, with: rejectWith });
}

/** Rules that would have let the packet through, or translated it, but for one condition. */
function missesOf(rules: Ruleset, question: Question): NonNullable<Hop['nearMisses']> {
  const helps = new Set(['accept', 'dnat', 'snat', 'masquerade', 'redirect']);
  return nearMisses(rules, question)
    .filter(({ rule }) => rule.target && helps.has(rule.target.kind))
    .flatMap(({ rule, differs: [difference] }) =>
      difference ? [{ rule: rule.text, wants: difference.wants, is: difference.is }] : [],
    )
    .slice(0, 3);
}
