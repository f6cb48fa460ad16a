import { expect, test } from 'vitest';
import { type Decision, differencesOf, evaluate, type Packet } from '../index.ts';
import { fixture, parsed } from '../testing/fixture.ts';

const context = {
  localAddresses: ['192.168.1.61', '172.18.0.1'],
  primaryAddresses: { ens33: '192.168.1.61', br0: '172.18.0.1' },
};
const tcp = { proto: 'tcp', sport: 40000, dport: 80, ctState: 'new', ctStatus: [] } as const;
const c1ToC2: Packet = { ...tcp, src: '172.18.0.2', dst: '172.18.0.3', iif: 'br0', oif: 'br0' };
const c1ToOutside: Packet = { ...tcp, src: '172.18.0.2', dst: '192.168.1.50', iif: 'br0', oif: 'ens33' };
const toPort: Packet = { ...tcp, src: '192.168.1.50', dst: '192.168.1.61', dport: 5678, iif: 'ens33' };

const by = (decision: Decision): string =>
  decision.by === 'rule' ? decision.rule.text : decision.by === 'policy' ? `policy ${decision.policy}` : 'nothing';

/** A legacy filter table whose FORWARD has these rules. */
const forward = (rules: readonly string[], policy = 'ACCEPT', users: readonly string[] = []) =>
  parsed({
    iptablesLegacy: [
      '*filter',
      `:FORWARD ${policy} [0:0]`,
      ...users.map((name) => `:${name} - [0:0]`),
      ...rules.map((rule) => `-A ${rule}`),
      'COMMIT',
    ].join('\n'),
  });

function ask(rules: readonly string[], packet: Packet = c1ToC2, policy = 'ACCEPT', users: readonly string[] = []) {
  return evaluate(forward(rules, policy, users), { hook: 'forward', packet, context });
}

test.each<[string, Packet, string, string]>([
  ['bridged', c1ToC2, 'accept', '-A FORWARD -i br0 -o br0 -j ACCEPT'],
  ['outgoing', c1ToOutside, 'accept', '-A FORWARD -i br0 -o ens33 -j ACCEPT'],
  ['from elsewhere', { ...c1ToC2, iif: 'docker0' }, 'drop', 'policy drop'],
])('the course forwards a packet that is %s', (_, packet, verdict, decided) => {
  const seen = evaluate(fixture('course'), { hook: 'forward', packet, context });
  expect([seen.verdict, by(seen.decidedBy)]).toEqual([verdict, decided]);
});

test.each<[string, 'prerouting' | 'output', Packet, string | undefined]>([
  ['from outside', 'prerouting', toPort, '172.18.0.2'],
  ['from a container to this machine', 'prerouting', { ...toPort, src: '172.18.0.3', iif: 'br0' }, '172.18.0.2'],
  ['from a container to another machine', 'prerouting', { ...toPort, dst: '192.168.1.50', iif: 'br0' }, undefined],
  ['from this machine', 'output', { ...toPort, oif: 'lo' }, '172.18.0.2'],
  ['udp', 'prerouting', { ...toPort, proto: 'udp' }, undefined],
  ['of an open connection', 'prerouting', { ...toPort, ctState: 'established' }, undefined],
])('the published port is translated for a packet %s', (_, hook, packet, address) => {
  const seen = evaluate(fixture('course'), { hook, packet, context });
  expect(seen.nat?.address).toBe(address);
  expect(seen.packet?.dst).toBe(address ?? packet.dst);
  expect(seen.packet?.dport).toBe(address ? 80 : 5678);
});

test.each<[string, Packet, string | undefined]>([
  ['leaving by the uplink', c1ToOutside, '192.168.1.61'],
  ['hairpin', { ...c1ToC2, dst: '172.18.0.2' }, '172.18.0.1'],
  ['between containers', c1ToC2, undefined],
])('the source is masqueraded: %s', (_, packet, address) => {
  const seen = evaluate(fixture('course'), { hook: 'postrouting', packet, context });
  expect(seen.nat?.kind).toBe(address && 'masquerade');
  expect(seen.nat?.address).toBe(address);
});

test('an accept is final for its own base chain only', () => {
  const worlds = fixture('worlds');
  const legacy = evaluate(worlds, { hook: 'forward', packet: { ...c1ToC2, dport: 81 }, context });
  expect([legacy.verdict, legacy.decidedBy]).toMatchObject([
    'drop',
    { by: 'rule', chain: { backend: 'iptables-legacy' } },
  ]);
  const other = evaluate(worlds, { hook: 'forward', packet: { ...c1ToOutside, dport: 8080 }, context });
  expect([other.verdict, other.rejectWith]).toEqual(['reject', 'icmp-admin-prohibited']);
  expect(other.stages.map((stage) => [stage.chain.backend, stage.verdict])).toEqual([
    ['iptables-legacy', 'accept'],
    ['iptables-nft', 'accept'],
    ['nft', 'reject'],
  ]);
});

test('raw drops come before everything', () => {
  const seen = evaluate(fixture('worlds'), { hook: 'prerouting', packet: { ...toPort, dst: '172.18.0.9' }, context });
  expect(by(seen.decidedBy)).toBe('-A PREROUTING -d 172.18.0.9/32 ! -i docker0 -j DROP');
});

test('rules of nft in a table of iptables count', () => {
  const drop = (src: string) =>
    evaluate(fixture('guests'), { hook: 'forward', packet: { ...c1ToC2, src }, context }).verdict;
  expect(['172.18.0.3', '172.18.0.4', '172.18.0.6'].map(drop)).toEqual(['drop', 'drop', 'accept']);
});

test('order decides: a rule below one that matches is never reached', () => {
  const seen = ask(['FORWARD -i br0 -j REJECT', 'FORWARD -i br0 -o br0 -j ACCEPT']);
  expect([seen.verdict, by(seen.decidedBy)]).toEqual(['reject', '-A FORWARD -i br0 -j REJECT']);
});

test('a jump comes back, a goto and a return in a base chain go to the policy', () => {
  expect(ask(['FORWARD -j LAB', 'FORWARD -j DROP', 'LAB -p udp -j ACCEPT'], c1ToC2, 'ACCEPT', ['LAB']).verdict).toBe(
    'drop',
  );
  expect(ask(['FORWARD -g LAB', 'FORWARD -j DROP', 'LAB -p udp -j ACCEPT'], c1ToC2, 'ACCEPT', ['LAB']).verdict).toBe(
    'accept',
  );
  expect(ask(['FORWARD -j RETURN', 'FORWARD -j ACCEPT'], c1ToC2, 'DROP').verdict).toBe('drop');
});

test('a rule that we do not understand makes the verdict unknown, by its name', () => {
  const seen = ask(['FORWARD -m mark --mark 0x5 -j DROP']);
  expect([seen.verdict, by(seen.decidedBy), seen.possible]).toEqual([
    'unknown',
    '-A FORWARD -m mark --mark 0x5 -j DROP',
    ['drop', 'accept'],
  ]);
  expect(seen.dependsOn.map((at) => at.rule.text)).toEqual(['-A FORWARD -m mark --mark 0x5 -j DROP']);
});

test('it does not where both worlds agree, or where it surely misses', () => {
  expect(ask(['FORWARD -m mark --mark 0x5 -j ACCEPT', 'FORWARD -j ACCEPT'], c1ToC2, 'DROP').verdict).toBe('accept');
  expect(ask(['FORWARD -p udp -m mark --mark 0x5 -j DROP']).verdict).toBe('accept');
  expect(ask(['FORWARD -m limit --limit 5/min -j LOG']).verdict).toBe('accept');
});

test('a doubt inside a chain that is surely entered stays inside', () => {
  const users = ['LAB'];
  expect(
    ask(['FORWARD -j LAB', 'FORWARD -j DROP', 'LAB -m mark --mark 1 -j RETURN', 'LAB -j DROP'], c1ToC2, 'ACCEPT', users)
      .verdict,
  ).toBe('drop');
});

test('chains that call each other for ever end as unknown', () => {
  expect(ask(['FORWARD -j A', 'A -j B', 'B -j A'], c1ToC2, 'ACCEPT', ['A', 'B']).verdict).toBe('unknown');
});

test('a missed rule says in what it differs', () => {
  const [chain] = forward(['FORWARD -i br0 -o br0 -p udp -m udp --dport 53 -j DROP']).chains;
  const [rule] = chain?.rules ?? [];
  const differs = rule ? differencesOf(rule, { hook: 'forward', packet: c1ToC2, context }) : [];
  expect(differs.map(({ field, wants, is }) => [field, wants, is])).toEqual([
    ['proto', '-p udp', 'tcp'],
    ['dport', '--dport 53', '80'],
  ]);
});

test('without local addresses LOCAL is unknown', () => {
  const rules = forward(['FORWARD -m addrtype --dst-type LOCAL -j DROP']);
  expect(evaluate(rules, { hook: 'forward', packet: c1ToC2 }).verdict).toBe('unknown');
  expect(evaluate(rules, { hook: 'forward', packet: { ...c1ToC2, dst: '127.0.0.9' } }).verdict).toBe('drop');
});

test('NOTRACK takes a packet out of conntrack and nat', () => {
  const raw = ['*raw', ':PREROUTING ACCEPT [0:0]', '-A PREROUTING -p tcp -j NOTRACK', 'COMMIT'];
  const nat = ['*nat', ':PREROUTING ACCEPT [0:0]', '-A PREROUTING -p tcp -j REDIRECT --to-ports 1', 'COMMIT'];
  const seen = evaluate(parsed({ iptablesLegacy: [...raw, ...nat].join('\n') }), {
    hook: 'prerouting',
    packet: toPort,
    context,
  });
  expect([seen.nat, seen.packet?.ctState]).toEqual([undefined, 'untracked']);
});

test('a translation that hangs on a rule which we do not understand is unknown, and so is the packet', () => {
  const nat = [
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    '-A PREROUTING -m mark --mark 1 -j DNAT --to-destination 1.2.3.4',
    'COMMIT',
  ];
  const seen = evaluate(parsed({ iptablesLegacy: nat.join('\n') }), { hook: 'prerouting', packet: toPort, context });
  expect([seen.verdict, seen.nat?.kind, seen.packet]).toEqual(['accept', 'unknown', undefined]);
});

test('filter OUTPUT sees the destination after nat OUTPUT', () => {
  const nat = ['*nat', ':OUTPUT ACCEPT [0:0]', '-A OUTPUT -p tcp -j DNAT --to-destination 172.18.0.2:80', 'COMMIT'];
  const filter = [
    '*filter',
    ':OUTPUT ACCEPT [0:0]',
    '-A OUTPUT -d 172.18.0.2 -p tcp -m tcp --dport 80 -m conntrack --ctstate DNAT -j DROP',
    'COMMIT',
  ];
  const seen = evaluate(parsed({ iptablesLegacy: [...nat, ...filter].join('\n') }), {
    hook: 'output',
    packet: toPort,
    context,
  });
  expect(seen.verdict).toBe('drop');
});

test('a translation to the same address leaves no trace in the status', () => {
  const nat = [
    '*nat',
    ':PREROUTING ACCEPT [0:0]',
    '-A PREROUTING -p tcp -j DNAT --to-destination 192.168.1.61:5678',
    'COMMIT',
  ];
  const seen = evaluate(parsed({ iptablesLegacy: nat.join('\n') }), { hook: 'prerouting', packet: toPort, context });
  expect([seen.nat?.kind, seen.packet?.ctStatus]).toEqual(['dnat', []]);
});

test('bridge and device hooks are asked apart', () => {
  const native = fixture('native');
  const packet = { ...c1ToC2, physIn: 'veth1', physOut: 'veth2' };
  expect(evaluate(native, { hook: 'forward', family: 'bridge', packet }).decidedBy).toMatchObject({ by: 'policy' });
  const stopped = evaluate(native, { hook: 'forward', family: 'bridge', packet: { ...packet, dst: '1.2.3.4' } });
  expect(by(stopped.decidedBy)).toBe('iifname "veth1" ip daddr 1.2.3.4 drop');
  const device = evaluate(native, { hook: 'ingress', family: 'netdev', packet: { ...packet, src: '1.2.3.4' } });
  expect(device.verdict).toBe('drop');
});

test.each<[Partial<Packet>, string]>([
  [{ src: '10.1.1.1', dport: 443 }, 'ip saddr @nets'],
  [{ src: '172.18.0.7' }, 'ip saddr 172.18.0.7 drop'],
  [{ ctState: 'invalid', iif: 'x' }, 'ct state vmap'],
  [{ dst: '172.19.1.1', oif: 'c' }, 'iifname "br*"'],
  [{ dport: 25 }, 'tcp flags syn tcp dport 25'],
  [{ ctStatus: ['dnat'] }, 'ct status dnat'],
  [{ dport: 26 }, 'ct state != established,related'],
  [{ dst: '1.2.3.4' }, 'ip daddr . tcp dport'],
  [{ dst: '192.168.1.61' }, 'fib daddr type local'],
])('nft: %j is decided by %s', (change, text) => {
  const packet = { ...c1ToC2, ...change };
  const seen = evaluate(fixture('native'), { hook: 'forward', packet, context });
  expect(by(seen.decidedBy)).toContain(text);
});

test('no base chain, no objection', () => {
  expect(evaluate({ chains: [] }, { hook: 'forward', packet: c1ToC2 })).toMatchObject({
    verdict: 'accept',
    decidedBy: { by: 'nothing' },
  });
});
