import { allChecks } from '../../checks/index.ts';
import { commandMutants, drills, injections, keeps } from '../../checks/proof/index.ts';
import { scene, taught } from '../../lessons/testing/taught.ts';
import { stepsOf } from '../../src/course/course.ts';
import { checksOfSteps } from '../../src/course/graph.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { createLooker } from '../../src/look/looker.ts';
import { createBench } from '../../src/proof/bench.ts';
import type { Check, CheckResult } from '../../src/verify/check.ts';
import { type Figure, percentile } from './measure.ts';

/** A broken lab: everything before `step` is done by the course's own commands, then these lines are typed. */
interface Broken {
  readonly name: string;
  readonly step: string;
  readonly lines: readonly string[];
}

/** States that people reported in public, in a solved lab; where. */
const reported: readonly { readonly name: string; readonly lines: readonly string[] }[] = [
  // https://github.com/projectcalico/calico/issues/2457
  { name: 'a blackhole beside the bridge’s route', lines: ['ip route add blackhole 172.18.0.0/26 proto bird'] },
  {
    // https://github.com/bitwarden/server/issues/947
    name: 'machines of the LAN in the containers’ subnet',
    lines: [
      'ip netns exec outside ip address add 172.18.77.50/32 dev eth0',
      'ip netns exec outside ip route change 192.168.1.0/24 dev eth0 src 172.18.77.50',
    ],
  },
  {
    // https://github.com/linuxserver/docker-wireguard/issues/244
    name: 'a tunnel without ARP takes everything',
    lines: [
      'ip link add tun0 type veth peer name tun-far',
      'ip link set tun0 arp off; ip link set tun0 up; ip link set tun-far up',
      'ip address add 10.8.0.6/32 dev tun0; ip route add 0.0.0.0/1 dev tun0; ip route add 128.0.0.0/1 dev tun0',
    ],
  },
];

/** mulberry32: the same seed gives the same draw everywhere. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function statesOf(course: Awaited<ReturnType<typeof taught>>): readonly Broken[] {
  const steps = stepsOf(course);
  const last = steps.at(-1)?.id ?? '';
  const after = (id: string): { readonly step: string; readonly lines: readonly string[] } => {
    const at = steps.findIndex((step) => step.id === id);
    return steps[at + 1]
      ? { step: steps[at + 1]?.id ?? last, lines: [] }
      : { step: id, lines: steps[at]?.commands ?? [] };
  };
  const mutants = commandMutants.flatMap(({ step: id, command, wrong }) => {
    const commands = steps.find((step) => step.id === id)?.commands ?? [];
    return wrong.map(({ name, lines }) => ({
      name: `mutant ${id}: ${name}`,
      step: id,
      lines: [...commands.slice(0, command), ...lines, ...commands.slice(command + 1)],
    }));
  });
  const injected = Object.entries(injections).map(([name, { after: id, lines }]) => {
    const from = after(id);
    return { name: `injection ${name}`, step: from.step, lines: [...from.lines, ...lines] };
  });
  const finished = after(last);
  const cases = reported.map(({ name, lines }) => ({
    name: `report: ${name}`,
    step: finished.step,
    lines: [...finished.lines, ...lines],
  }));
  return [
    ...mutants,
    ...injected,
    ...cases,
    ...drills.map(({ name, step, lines }) => ({ name: `drill ${name}`, step, lines })),
  ];
}

function draw(states: readonly Broken[], count: number, seed: number): readonly Broken[] {
  const next = random(seed);
  const left = [...states];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(next() * left.length), 1)[0],
  ).flatMap((one) => one ?? []);
}

interface Seen {
  /** Milliseconds from the look's start: the picture and the checks without a request; the first cause that has a name; the end. */
  readonly facts: number;
  readonly cause: number;
  readonly end: number;
  /** Causes that were told early, and are others in the end. */
  readonly others: readonly string[];
  readonly named: boolean;
}

const causeOf = ({ verdict }: Pick<CheckResult, 'verdict'>): string | undefined =>
  verdict.verdict === 'fail' ? verdict.diagnosis?.id : undefined;

/** The same look as the UI's, by somebody who asked for everything. */
async function seenIn(lab: Lab, checks: readonly Check[]): Promise<Seen> {
  const began = performance.now();
  const since = (): number => performance.now() - began;
  const early = new Map<string, string>();
  let [facts, cause] = [Number.NaN, Number.NaN];
  const looked = await createLooker(lab, scene).look(checks, {
    early(told) {
      if (Number.isNaN(facts)) facts = since();
      for (const one of told.type === 'facts' ? told.results : told.foreseen) {
        const id = causeOf(one);
        if (id === undefined) continue;
        if (Number.isNaN(cause)) cause = since();
        early.set(one.check.id, id);
      }
    },
  });
  if (!looked.ok) throw new Error(`could not look: ${looked.error.code}`);
  const end = since();
  const { results } = looked.value;
  const others = results.flatMap((result) => {
    const told = early.get(result.check.id);
    const now = causeOf(result) ?? result.verdict.verdict;
    return told === undefined || told === now || now === 'blocked' ? [] : [`${result.check.id}: ${told}, then ${now}`];
  });
  return { facts, cause, end, others, named: results.some((result) => causeOf(result) !== undefined) };
}

/** Broken labs, drawn by seed: how soon the first named cause is told, and whether it is the one that is confirmed. */
export async function causes(lab: Lab, count: number, seed: number): Promise<readonly Figure[]> {
  const course = await taught();
  const steps = stepsOf(course).map(({ id }) => id);
  const bench = createBench(lab, course, keeps, new AbortController().signal);
  // It knows the way from a new lab only.
  await bench.renew();
  const seen: Seen[] = [];
  const wrong: string[] = [];
  for (const { name, step, lines } of draw(statesOf(course), count, seed)) {
    await bench.before(step);
    await bench.type(lines);
    const checks = checksOfSteps(allChecks, steps.slice(0, steps.indexOf(step) + 1));
    const one = await seenIn(lab, checks);
    bench.forget();
    console.error(
      `${name}: facts ${one.facts.toFixed(0)}, cause ${one.cause.toFixed(0)}, end ${one.end.toFixed(0)} ms`,
    );
    seen.push(one);
    wrong.push(...one.others.map((other) => `${name}: ${other}`));
  }
  for (const line of wrong) console.error(`early cause differs: ${line}`);
  const named = seen.filter(({ named: is }) => is);
  const told = named.map(({ cause, end }) => (Number.isNaN(cause) ? end : cause));
  const figure = (what: string, values: readonly number[], floor: readonly number[], limit: number): Figure => ({
    what,
    ours: `${percentile(values, 95).toFixed(0)} ms`,
    floor: `${percentile(floor, 95).toFixed(0)} ms`,
    aim: `<= ${limit} ms`,
    good: percentile(values, 95) <= limit,
  });
  const ends = (of: readonly Seen[]): readonly number[] => of.map(({ end }) => end);
  return [
    figure(
      `picture and checks without a request, p95 of ${seen.length} (floor: the whole look)`,
      seen.map(({ facts }) => facts),
      ends(seen),
      400,
    ),
    figure(`first named cause, p95 of ${named.length} broken labs (floor: the whole look)`, told, ends(named), 600),
    {
      what: 'early causes that are others in the end',
      ours: String(wrong.length),
      floor: '',
      aim: '0',
      good: wrong.length === 0,
    },
  ];
}
