import fc from 'fast-check';

/** Rules without a syntax: made at random, printed in iptables' and in nft's words, judged by a reference of its own. */
export type Condition =
  | { readonly is: 'in' | 'out'; readonly name: string; readonly prefix: boolean; readonly not: boolean }
  | { readonly is: 'src' | 'dst'; readonly block: string; readonly not: boolean }
  | { readonly is: 'proto'; readonly proto: 'tcp' | 'udp'; readonly not: boolean }
  | { readonly is: 'sport' | 'dport'; readonly ranges: readonly (readonly [number, number])[]; readonly not: boolean }
  | { readonly is: 'state'; readonly states: readonly string[]; readonly not: boolean }
  | { readonly is: 'dnat'; readonly not: boolean }
  | { readonly is: 'local'; readonly side: 'src' | 'dst'; readonly not: boolean }
  | { readonly is: 'syn'; readonly not: boolean };

export type Action =
  | { readonly does: 'accept' | 'drop' | 'return' | 'masquerade' }
  | { readonly does: 'reject'; readonly with: string }
  | { readonly does: 'jump' | 'goto'; readonly chain: string }
  | { readonly does: 'dnat'; readonly to: string; readonly port: number }
  | { readonly does: 'redirect'; readonly port: number }
  | { readonly does: 'snat'; readonly to: string };

export interface PlainRule {
  readonly when: readonly Condition[];
  readonly action: Action;
}

export interface PlainChain {
  readonly name: string;
  readonly hook?: 'prerouting' | 'input' | 'forward' | 'output' | 'postrouting';
  readonly policy: 'accept' | 'drop';
  readonly rules: readonly PlainRule[];
}

/** One iptables table, or the chains of a native one. */
export interface PlainTable {
  readonly name: 'raw' | 'nat' | 'filter';
  readonly priority: number;
  readonly chains: readonly PlainChain[];
}

const not = fc.boolean();
const block = fc.constantFrom(
  '10.1.0.2/32',
  '10.1.0.0/24',
  '10.2.0.2/32',
  '10.2.0.0/16',
  '10.1.0.1/32',
  '10.2.0.2/31',
  '0.0.0.0/1',
);
const device = fc.constantFrom(
  { name: 'ci', prefix: false },
  { name: 'se', prefix: false },
  { name: 'c', prefix: true },
  { name: 'lo', prefix: false },
);
const port = fc.constantFrom<readonly [number, number]>(
  [80, 80],
  [81, 81],
  [80, 81],
  [1, 79],
  [82, 65535],
  [5678, 5678],
  [20000, 20400],
);
const ranges = fc.uniqueArray(port, { minLength: 1, maxLength: 3, selector: ([from]) => from });
const states = fc.subarray(['new', 'established', 'related', 'invalid', 'untracked'], { minLength: 1 });

function side<const S extends string>(is: S, more: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc.tuple(more, not).map(([fields, negated]) => ({ is, ...fields, not: negated }));
}

/** Conditions that the hook allows, each kind at most once; `-p udp` with TCP ports would be no valid rule. */
function conditions(hook: PlainChain['hook'], tcp: boolean): fc.Arbitrary<readonly Condition[]> {
  const kinds = [
    ...(hook === 'output' || hook === 'postrouting' ? [] : [side('in', device)]),
    ...(hook === 'prerouting' || hook === 'input' || hook === undefined ? [] : [side('out', device)]),
    side('src', fc.record({ block })),
    side('dst', fc.record({ block })),
    side('sport', fc.record({ ranges })),
    side('dport', fc.record({ ranges })),
    side('dport', fc.record({ ranges })),
    side('state', fc.record({ states })),
    side('dnat', fc.constant({})),
    side('local', fc.record({ side: fc.constantFrom('src', 'dst') })),
    side('syn', fc.constant({})),
    ...(tcp ? [] : [side('proto', fc.record({ proto: fc.constantFrom('tcp', 'udp') }))]),
  ] as fc.Arbitrary<Condition>[];
  const list = fc.uniqueArray(fc.oneof(...kinds), { maxLength: 3, selector: (condition) => condition.is });
  const needsTcp = (one: Condition): boolean => ['sport', 'dport', 'syn'].includes(one.is);
  return list.map((all) => (all.some(needsTcp) ? all.filter((one) => one.is !== 'proto') : all));
}

const rejections = ['icmp-port-unreachable', 'icmp-host-prohibited', 'icmp-admin-prohibited', 'tcp-reset'];

function filterAction(hook: PlainChain['hook'], chains: readonly string[]): fc.Arbitrary<Action> {
  const base: fc.Arbitrary<Action>[] = [
    fc.constantFrom<Action>({ does: 'accept' }, { does: 'accept' }, { does: 'drop' }, { does: 'return' }),
  ];
  if (hook !== 'prerouting' && hook !== undefined) {
    base.push(fc.constantFrom(...rejections).map((reason) => ({ does: 'reject', with: reason })));
  }
  if (chains.length > 0) {
    base.push(
      fc.record({ does: fc.constantFrom('jump' as const, 'goto' as const), chain: fc.constantFrom(...chains) }),
    );
  }
  return fc.oneof(...base);
}

const natActions: { readonly [hook: string]: fc.Arbitrary<Action> } = {
  prerouting: fc.oneof(
    fc.record({
      does: fc.constant('dnat' as const),
      to: fc.constantFrom('10.2.0.2', '10.2.0.3'),
      port: fc.constantFrom(80, 81, 82, 99),
    }),
    fc.record({ does: fc.constant('redirect' as const), port: fc.constantFrom(80, 81, 99) }),
    fc.constantFrom<Action>({ does: 'accept' }, { does: 'return' }),
  ),
  postrouting: fc.constantFrom<Action>(
    { does: 'masquerade' },
    { does: 'snat', to: '10.2.0.1' },
    { does: 'snat', to: '10.2.0.9' },
    { does: 'accept' },
  ),
};

function needsTcp(rule: PlainRule): PlainRule {
  const hasTcp = rule.when.some((one) => ['sport', 'dport', 'syn'].includes(one.is));
  const isNat = rule.action.does === 'dnat' || rule.action.does === 'redirect';
  const isReset = rule.action.does === 'reject' && rule.action.with === 'tcp-reset';
  if (hasTcp || (!isNat && !isReset)) return rule;
  const others = rule.when.filter((one) => one.is !== 'proto');
  return { ...rule, when: [...others, { is: 'proto', proto: 'tcp', not: false }] };
}

function rules(
  hook: PlainChain['hook'],
  action: fc.Arbitrary<Action>,
  most: number,
): fc.Arbitrary<readonly PlainRule[]> {
  return fc.array(fc.record({ when: conditions(hook, false), action }).map(needsTcp), { maxLength: most });
}

const policy = fc.oneof(
  { weight: 5, arbitrary: fc.constant('accept' as const) },
  { weight: 1, arbitrary: fc.constant('drop' as const) },
);

function baseChain(
  table: PlainTable['name'],
  hook: NonNullable<PlainChain['hook']>,
  users: readonly string[],
): fc.Arbitrary<PlainChain> {
  const action = table === 'nat' ? (natActions[hook] ?? fc.constant({ does: 'accept' })) : filterAction(hook, users);
  const ownPolicy = table === 'filter' && hook !== 'output' ? policy : fc.constant('accept' as const);
  return fc.record({
    name: fc.constant(hook.toUpperCase()),
    hook: fc.constant(hook),
    policy: ownPolicy,
    rules: rules(hook, action, hook === 'output' || hook === 'prerouting' ? 3 : 5),
  });
}

/** A chain without a hook: only conditions that every hook allows, no way out but verdicts. */
function userChain(name: string): fc.Arbitrary<PlainChain> {
  const when = conditions('postrouting', false).map((all) => all.filter((one) => one.is !== 'out'));
  const rule = fc.record({ when, action: filterAction(undefined, []) }).map(needsTcp);
  return fc.array(rule, { maxLength: 4 }).map((list) => ({ name, policy: 'accept', rules: list }));
}

export function table(name: PlainTable['name'], priority: fc.Arbitrary<number>): fc.Arbitrary<PlainTable> {
  const users = name === 'filter' ? ['U1', 'U2'] : [];
  const hooks = {
    raw: ['prerouting'],
    nat: ['prerouting', 'postrouting'],
    filter: ['input', 'forward', 'output'],
  } as const;
  const chains = fc.tuple(...users.map(userChain), ...hooks[name].map((hook) => baseChain(name, hook, users)));
  return fc.record({ name: fc.constant(name), priority, chains });
}
