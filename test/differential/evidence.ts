import { translator } from '../../src/i18n/translate.ts';
import { saveRound } from '../../src/round/index.ts';
import type { Hop, Trace } from '../../src/trace/index.ts';
import type { Comparison } from './compare.ts';
import type { Trial } from './run.ts';

const words = translator('en');

const place = ({ stage }: Hop): string => (stage.kind === 'hook' ? `${stage.family} ${stage.hook}` : stage.kind);

function hopLine(hop: Hop): string {
  const { src, dst, sport, dport } = hop.packet;
  const tuple = `${src}${sport === undefined ? '' : `:${sport}`} > ${dst}${dport === undefined ? '' : `:${dport}`}`;
  const device = hop.device === undefined ? '' : ` ${hop.device}`;
  const evidence = hop.evidence === undefined ? '' : ` | ${hop.evidence}`;
  return `    ${hop.decision} ${hop.node}${device} ${place(hop)}: ${words(hop.detail)} [${tuple}]${evidence}`;
}

function walkLines({ disposition, reason, hops, reply = [] }: Trace): readonly string[] {
  return [
    `  ${disposition}: ${words(reason)}`,
    ...hops.map(hopLine),
    ...(reply.length > 0 ? ['    reply:'] : []),
    ...reply.map(hopLine),
  ];
}

const answer = ({ outcome, server, client }: { outcome: string; server?: string; client?: string }): string =>
  outcome === 'answered' ? `answered by ${server ?? 'somebody'} to ${client ?? 'somebody'}` : outcome;

export function comparisonLine({ flow, trace, observed }: Comparison): string {
  const { size, df, page } = flow;
  const how = size === undefined ? '' : ` (${size} bytes${df ? ', whole' : ''}${page ? ', a page' : ''})`;
  return `${flow.from} > ${flow.to}:${flow.port ?? 'icmp'}${how}: predicted ${answer(trace.expected)}, observed ${answer(observed)}`;
}

/** Everything about a lab that does not agree: as text to read, and its facts as a round that can be traced again. */
export function evidence({ plan, refused, facts, comparisons }: Trial): {
  readonly text: string;
  readonly round: string;
} {
  const wrong = comparisons.filter(({ verdict }) => verdict === 'disagreed');
  const lines = plan.lines.map((line, index) => `  ${refused.includes(index) ? '# refused: ' : ''}${line}`);
  const flows = wrong.flatMap((one) => [comparisonLine(one), ...walkLines(one.trace), '']);
  const agreed = comparisons
    .filter(({ verdict }) => verdict !== 'disagreed')
    .map((one) => `  ${one.verdict}: ${comparisonLine(one)}`);
  return {
    text: [`## lab ${plan.seed}`, '', ...lines, '', ...flows, ...agreed, ''].join('\n'),
    round: saveRound(facts),
  };
}

/** A lab in one line. */
export function oneLine({ plan, comparisons }: Trial): string {
  const of = (verdict: Comparison['verdict']): number => comparisons.filter((one) => one.verdict === verdict).length;
  return `lab ${plan.seed}: ${of('agreed')} agreed, ${of('disagreed')} disagreed, ${of('not-enough-information')} not enough information`;
}
