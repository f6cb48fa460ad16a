import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, type Packet, parseRuleset } from './index.ts';
import { fixture, fixtureText, parsed } from './testing/fixture.ts';

const nothing = { iptablesNft: '', iptablesLegacy: '', nftJson: '' };

test('no text is no chains', () => {
  expect(parseRuleset(nothing)).toEqual({ ok: true, value: { chains: [] } });
});

test('a rule of iptables-nft is there once, with its own line, counters and handle', () => {
  const rules = fixture('course').chains.flatMap((chain) => chain.rules);
  expect(rules).toHaveLength(8);
  expect(rules[0]).toMatchObject({
    text: '-A FORWARD -i ens33 -o br0 -j ACCEPT',
    counters: { packets: 0, bytes: 0 },
    handle: 4,
    target: { kind: 'accept' },
  });
});

test('the three worlds are told apart', () => {
  const { chains } = fixture('worlds');
  const forward = chains.filter((chain) => chain.base?.hook === 'forward');
  expect(forward.map((chain) => [chain.backend, chain.family, chain.table, chain.base?.priority])).toEqual([
    ['iptables-nft', 'ip', 'filter', 0],
    ['nft', 'inet', 'firewalld', 10],
    ['iptables-legacy', 'ip', 'filter', 0],
  ]);
});

test('a guest rule that iptables-nft-save cannot print is read from JSON', () => {
  const [forward] = fixture('guests').chains;
  expect(forward?.backend).toBe('iptables-nft');
  expect(forward?.rules.map((rule) => rule.text)).toEqual([
    '-A FORWARD -i br0 -m conntrack --ctstate ESTABLISHED -j ACCEPT',
    '-A FORWARD -s 172.18.0.3/32 -p tcp -m tcp --dport 80 -j DROP',
    'ip saddr { 172.18.0.4, 172.18.0.5 } tcp dport vmap { 80 : drop }',
  ]);
});

test("nft's own base chain in a table of iptables is seen", () => {
  const late = fixture('guests').chains.find((chain) => chain.name === 'late');
  expect(late).toMatchObject({ backend: 'nft', base: { hook: 'forward', priority: 50, policy: 'drop' } });
});

test('without nft the lines alone are enough', () => {
  const withJson = fixture('course').chains.filter((chain) => chain.rules.length > 0);
  const without = parsed({ iptablesNft: fixtureText('course').iptablesNft }).chains;
  const texts = (chains: typeof without): string[] =>
    chains.flatMap((chain) => chain.rules.map((rule) => rule.text)).sort();
  expect(texts(without)).toEqual(texts(withJson));
});

test('lines and JSON of different moments: the JSON is believed, its xt parts are unknown', () => {
  const { nftJson } = fixtureText('guests');
  const [forward] = parsed({ nftJson, iptablesNft: '*filter\n:FORWARD ACCEPT [0:0]\nCOMMIT\n' }).chains;
  expect(forward?.rules[0]?.matches.map((match) => match.kind)).toEqual(['interface', 'unknown']);
});

test('chains of a dormant table are no base chains', () => {
  const asleep = fixture('native').chains.find((chain) => chain.table === 'asleep');
  expect(asleep?.base).toBeUndefined();
});

test.each([
  [{ iptablesNft: '*filter\n:FORWARD ACCEPT [0:0]\nPermission denied\n' }, 'iptables-nft', 3],
  [{ iptablesLegacy: '-A FORWARD -j ACCEPT' }, 'iptables-legacy', 1],
  [{ nftJson: 'Operation not permitted' }, 'nft', 1],
])('text that is no rule set is an error that names the line: %j', (text, source, line) => {
  const result = parseRuleset({ ...nothing, ...text });
  expect(result).toMatchObject({ ok: false, error: { source, line } });
});

const packet: Packet = { src: '1.2.3.4', dst: '1.2.3.5', proto: 'tcp', sport: 1, dport: 2, ctState: 'new' };

test('no text makes it throw', () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom('*filter', ':FORWARD ACCEPT [0:0]', ':U - [0:0]', 'COMMIT', '# x'),
    fc
      .array(
        fc.constantFrom(
          '-A',
          'FORWARD',
          '!',
          '-s',
          '--dport',
          '"',
          '-m',
          'mark',
          '-j',
          'DNAT',
          '__proto__',
          'constructor',
          '-p',
        ),
        { maxLength: 9 },
      )
      .map((words) => words.join(' ')),
  );
  const save = fc.array(line).map((lines) => lines.join('\n'));
  const statement = fc.oneof(
    fc.json().map((text) => JSON.parse(text)),
    fc.object({
      key: fc.constantFrom(
        'match',
        'left',
        'right',
        'op',
        'meta',
        'key',
        'vmap',
        'set',
        'payload',
        'dnat',
        'addr',
        'map',
        'data',
        'concat',
        '__proto__',
      ),
      maxDepth: 4,
    }),
  );
  const json = fc.array(statement).map((expr) =>
    JSON.stringify({
      nftables: [
        { chain: { family: 'ip', table: 't', name: 'c', hook: 'forward', prio: 0, type: 'filter' } },
        { rule: { family: 'ip', table: 't', chain: 'c', expr } },
        ...expr,
      ],
    }),
  );
  fc.assert(
    fc.property(save, save, fc.oneof(fc.string(), fc.json(), json), (iptablesNft, iptablesLegacy, nftJson) => {
      const result = parseRuleset({ iptablesNft, iptablesLegacy, nftJson });
      if (result.ok) evaluate(result.value, { hook: 'forward', packet });
    }),
    { numRuns: 500 },
  );
});
