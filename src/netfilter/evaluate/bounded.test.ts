import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Evaluation, evaluate, type HookName, type Packet, type Question } from '../index.ts';
import { parsed } from '../testing/fixture.ts';

const packet: Packet = {
  src: '172.18.0.2',
  dst: '172.18.0.3',
  iif: 'br0',
  oif: 'br0',
  proto: 'tcp',
  sport: 40000,
  dport: 80,
  ctState: 'new',
  ctStatus: [],
};

interface Shape {
  readonly hook: HookName;
  readonly table: string;
  /** The first one is the base chain. */
  readonly chains: readonly (readonly string[])[];
}

/** Chains `C0` (the base chain), `C1` …; `%d` in a rule stands for a chain's name. */
function ask({ hook, table, chains }: Shape, more: Partial<Question> = {}): Evaluation {
  const name = (index: number): string => (index === 0 ? hook.toUpperCase() : `C${index}`);
  const lines = [
    `*${table}`,
    ...chains.map((_, index) => `:${name(index)} ${index === 0 ? 'ACCEPT' : '-'} [0:0]`),
    ...chains.flatMap((rules, index) => rules.map((rule) => `-A ${name(index)} ${rule}`)),
    'COMMIT',
  ];
  return evaluate(parsed({ iptablesLegacy: lines.join('\n') }), { hook, packet, ...more });
}

const rulesOf = ({ chains }: Shape): number => chains.reduce((sum, rules) => sum + rules.length, 0);

/** What nobody can evaluate. */
const doubt = '-m u32 --u32 0x0&0x0=0x1';

test('five jumps a chain, eleven chains deep, behind a condition that nobody understands', () => {
  const chains = Array.from({ length: 11 }, (_, at) => Array.from({ length: 5 }, () => `-p tcp -j C${at + 2}`));
  const shape: Shape = { hook: 'forward', table: 'filter', chains: [[`${doubt} -j C1`], ...chains, ['-j DROP']] };
  const seen = ask(shape);
  expect([seen.verdict, seen.possible]).toEqual(['unknown', ['drop', 'accept']]);
  expect(seen.steps).toBeLessThan(6 * rulesOf(shape));
});

/** Sixteen chains deep, as nf_tables allows, with `width` rules in each, of which every one leads to all that is below. */
const deep = (width: number, end: (at: number) => string, condition = doubt): Shape => ({
  hook: 'prerouting',
  table: 'raw',
  chains: [
    ...Array.from({ length: 15 }, (_, at) => Array.from({ length: width }, () => `${condition} -j C${at + 1}`)),
    Array.from({ length: width }, (_, at) => end(at)),
  ],
});

test.each<[string, number, (at: number) => string]>([
  ['drop', 400, () => `${doubt} -j DROP`],
  ['take packets out of conntrack', 6250, () => `${doubt} -j CT --notrack`],
  ['end in ways of their own', 400, (at) => `${doubt} -j NFQUEUE --queue-num ${at}`],
])(
  'rules each of which leads to all below, sixteen deep, that %s (%d a chain): one look at each for each state',
  (_, width, end) => {
    const shape = deep(width, end);
    // Rules and their conditions; before conntrack and after, in sure worlds and others, with a state and without.
    expect(ask(shape).steps).toBeLessThan(8 * rulesOf(shape) * 2);
  },
);

test('ten thousand translations that differ leave two to tell of', () => {
  const chains = [[`${doubt} -j C1`], Array.from({ length: 10_000 }, (_, at) => `${doubt} -j DNAT --to ${ip(at)}`)];
  const shape: Shape = { hook: 'prerouting', table: 'nat', chains };
  const seen = ask({
    ...shape,
    chains: chains.map((rules) => rules.map((rule) => rule.replace('--to ', '--to-destination '))),
  });
  expect([seen.nat?.kind, seen.steps < 6 * rulesOf(shape)]).toEqual(['unknown', true]);
});

const ip = (at: number): string => `10.0.${at >> 8}.${at & 255}`;

test('what would take too long ends in "nobody knows", and says in which chain', () => {
  const seen = ask(
    deep(10, () => '-j DROP'),
    { mostSteps: 100 },
  );
  expect([seen.verdict, seen.possible, seen.exhausted?.name]).toEqual(['unknown', ['unknown'], 'C11']);
  expect(seen.dependsOn.length).toBeGreaterThan(0);
  expect(seen.steps).toBeLessThan(110);
});

test('one large set that thousands of rules ask costs what it holds, and runs out in the chain that asks', () => {
  const elem = Array.from({ length: 5000 }, (_, at) => ip(at));
  const where = { family: 'inet', table: 't' };
  const match = { match: { op: '==', left: { payload: { protocol: 'ip', field: 'saddr' } }, right: '@big' } };
  const nftables = [
    { table: { family: 'inet', name: 't' } },
    { set: { ...where, name: 'big', type: 'ipv4_addr', elem } },
    { chain: { ...where, name: 'c', type: 'filter', hook: 'forward', prio: 0, policy: 'accept' } },
    ...Array.from({ length: 5000 }, () => ({ rule: { ...where, chain: 'c', expr: [match, { drop: null }] } })),
  ];
  const rules = parsed({ nftJson: JSON.stringify({ nftables }) });
  const [first, second] = (rules.chains[0]?.rules ?? []).map(({ matches }) => matches.at(-1));
  expect(first?.kind === 'address' && second?.kind === 'address' && first.ranges === second.ranges).toBe(true);
  expect(evaluate(rules, { hook: 'forward', packet })).toMatchObject({ verdict: 'unknown', exhausted: { name: 'c' } });
  expect(evaluate(rules, { hook: 'forward', packet: { ...packet, src: '10.0.0.7' } }).verdict).toBe('drop');
});

type Way = 'accept' | 'drop' | 'reject' | 'end';

/** Every world for itself: exponential, and so simple that it can be believed. */
function ways(chains: Shape['chains'], at: number): ReadonlySet<Way> {
  const found = new Set<Way>();
  for (const rule of chains[at] ?? []) {
    const [, target = ''] = /-[jg] (\S+)/.exec(rule) ?? [];
    const inner = ({ ACCEPT: ['accept'], DROP: ['drop'], REJECT: ['reject'], RETURN: ['end'] } as const)[target];
    const below: ReadonlySet<Way> = inner ? new Set(inner) : ways(chains, Number(target.slice(1)));
    const comesBack = !inner && rule.includes('-j ') && below.has('end');
    for (const way of below) if (way !== 'end' || !comesBack) found.add(way);
    if (!rule.includes('u32') && !comesBack) return found;
  }
  return found.add('end');
}

test('the same ways out as when every world is walked for itself', () => {
  const most = 6;
  const chain = (at: number) =>
    fc.array(
      fc
        .record({
          condition: fc.constantFrom('', '', doubt),
          action: fc.oneof(
            fc.constantFrom('-j ACCEPT', '-j DROP', '-j REJECT', '-j RETURN'),
            ...(at < most - 1
              ? [
                  fc
                    .tuple(fc.constantFrom('-j', '-g'), fc.integer({ min: at + 1, max: most - 1 }))
                    .map(([how, to]) => `${how} C${to}`),
                ]
              : []),
          ),
        })
        .map(({ condition, action }) => `${condition} ${action}`.trim()),
      { maxLength: 4 },
    );
  fc.assert(
    fc.property(fc.tuple(...Array.from({ length: most }, (_, at) => chain(at))), (chains) => {
      const seen = ask({ hook: 'forward', table: 'filter', chains });
      const expected = [...ways(chains, 0)].map((way) => (way === 'end' ? 'accept' : way));
      expect([...seen.possible].sort()).toEqual([...new Set(expected)].sort());
    }),
    { numRuns: 500 },
  );
});
