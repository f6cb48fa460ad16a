import { machinesOf, sceneOf } from '../../course/scene.ts';
import { text } from '../../i18n/text.ts';
import { observeRound } from '../../look/stable.ts';
import { within } from '../../look/time-limit.ts';
import { err, ok, type Result } from '../../result.ts';
import { readingsOf } from '../../round/index.ts';
import { plainDeep } from '../../text/plain.ts';
import { type Flow, labFactsOf, traceNeeds, trace as walk } from '../../trace/index.ts';
import { toLive, toTraceDocument, traceDocument } from '../json/trace-document.ts';
import { type Sent, sendForReal } from '../live.ts';
import { openLab } from '../looking.ts';
import type { LabOption } from '../options.ts';
import { type Refusal, refusal, refusalOf, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';
import { addressOf, ask, readTarget } from '../trace-target.ts';
import { liveLines } from '../words/live-lines.ts';
import { traceLines } from '../words/trace-lines.ts';

export interface TraceOptions extends LabOption {
  readonly json?: boolean;
  readonly live?: boolean;
  /** As it was typed. */
  readonly size?: string;
  readonly df?: boolean;
}

/** Walks one packet and its answer over the facts of one round. Nothing is sent, unless `--live` asks for it. */
export async function trace({ io, services }: Cli, from: string, url: string, options: TraceOptions): Promise<number> {
  const target = readTarget(url);
  if (!target) return refuse(io, refusal(text('cli.trace.url', { url })));
  if (options.live && target.port === undefined) return refuse(io, refusal(text('cli.trace.live-tcp')));
  const sized = sizedBy(options);
  if (!sized.ok) return refuse(io, sized.error);
  const lab = await openLab({ io, services }, options.lab);
  if (!lab.ok) return refuse(io, lab.error);
  const course = await services.course();
  const machines = machinesOf(sceneOf(course, course.params.defaults));
  const asked = await ask(lab.value, machines, from, target);
  if (!asked.ok) return refuse(io, asked.error);
  const { nodes, resolved } = asked.value;
  const round = await observeRound(lab.value, traceNeeds(nodes));
  if (!round.ok) return refuse(io, refusalOf(round.error));
  const read = within(() => labFactsOf(readingsOf(round.value), nodes));
  if (!read.ok) return refuse(io, refusalOf(read.error));
  const facts = read.value;
  const to = addressOf(target, machines, resolved, facts);
  if (!to.ok) return refuse(io, to.error);
  const { proto, port } = target;
  const flow = { from, to: to.value, proto, ...sized.value };
  if (options.live && port !== undefined) {
    const sent = await sendForReal(lab.value, nodes, { ...flow, port });
    return sent.ok ? printSent(io, lab.value.name, sent.value, options) : refuse(io, refusalOf(sent.error));
  }
  const walking = within(() => walk(facts, { ...flow, ...(port === undefined ? {} : { port }) }));
  if (!walking.ok) return refuse(io, refusalOf(walking.error));
  const walked = walking.value;
  const document = traceDocument.parse(toTraceDocument(lab.value.name, walked, io.lang));
  io.out(
    options.json ? `${JSON.stringify(document, null, 2)}\n` : `${traceLines(plainDeep(walked), io.lang).join('\n')}\n`,
  );
  if (walked.disposition === 'delivered') return exit.good;
  return walked.disposition === 'not-enough-information' ? exit.unable : exit.failed;
}

/** Bytes of an IP packet: no link may carry fewer than 68 (RFC 791), and no packet has more than 65,535. */
function sizedBy({ size: typed, df, live }: TraceOptions): Result<Pick<Flow, 'size' | 'df'>, Refusal> {
  if (typed === undefined) return df ? err(refusal(text('cli.trace.df'))) : ok({});
  const size = /^\d{2,5}$/.test(typed) ? Number(typed) : 0;
  if (size < 68 || size > 65_535) return err(refusal(text('cli.trace.size', { size: typed })));
  return live ? err(refusal(text('cli.trace.live-size'))) : ok({ size, ...(df ? { df } : {}) });
}

/** Exit code: what really happened, and 2 when it is not what was predicted. */
function printSent(io: Cli['io'], lab: string, sent: Sent, { json }: TraceOptions): number {
  const { trace: walked, comparison } = sent;
  const document = traceDocument.parse({
    ...Object(toTraceDocument(lab, walked, io.lang)),
    live: toLive(sent, io.lang),
  });
  const lines = [...traceLines(plainDeep(walked), io.lang), ...liveLines(plainDeep(sent), io.lang)];
  io.out(json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join('\n')}\n`);
  if (comparison.disagreements.length > 0) return exit.unable;
  return comparison.observed.outcome === 'answered' ? exit.good : exit.failed;
}
