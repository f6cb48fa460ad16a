import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, type Packet, type Ruleset } from '../index.ts';
import { parsed } from '../testing/fixture.ts';
import { iptablesTable } from '../testing/print.ts';
import { walkPlain } from '../testing/reference.ts';
import { type PlainTable, table } from '../testing/rules.ts';

const local = ['10.1.0.1', '10.2.0.1', '10.2.0.9'];
const address = fc.constantFrom('10.1.0.2', '10.1.0.3', '10.2.0.2', '10.2.0.3', '10.1.0.1', '192.168.1.1');
const device = fc.constantFrom('ci', 'se', 'lo', 'cx');
const port = fc.constantFrom(1, 79, 80, 81, 82, 5678, 20001);
const packets: fc.Arbitrary<Packet> = fc.record({
  src: address,
  dst: address,
  iif: device,
  oif: device,
  proto: fc.constantFrom('tcp', 'tcp', 'tcp', 'udp', 'icmp'),
  sport: port,
  dport: port,
  ctState: fc.constantFrom('new', 'established'),
  ctStatus: fc.constantFrom([], ['dnat']),
});

function expected(plain: PlainTable, packet: Packet): string {
  const verdict = walkPlain(plain.chains, 'FORWARD', packet, local);
  if (verdict !== 'end') return verdict;
  return plain.chains.find((chain) => chain.name === 'FORWARD')?.policy ?? 'accept';
}

const read = (plain: PlainTable): Ruleset => parsed({ iptablesLegacy: iptablesTable(plain) });

test('a naive reference comes to the same verdict', () => {
  fc.assert(
    fc.property(table('filter', fc.constant(0)), fc.array(packets, { minLength: 5, maxLength: 10 }), (plain, list) => {
      const ruleset = read(plain);
      for (const packet of list) {
        const seen = evaluate(ruleset, { hook: 'forward', packet, context: { localAddresses: local } });
        expect(seen.verdict).toBe(expected(plain, packet));
      }
    }),
    { numRuns: 300 },
  );
});

test('knowing less never turns one verdict into another', () => {
  fc.assert(
    fc.property(table('filter', fc.constant(0)), packets, (plain, packet) => {
      const ruleset = read(plain);
      const { ctStatus: _, ...vague } = packet;
      const sure = evaluate(ruleset, { hook: 'forward', packet, context: { localAddresses: local } });
      const unsure = evaluate(ruleset, { hook: 'forward', packet: vague });
      expect(unsure.possible).toContain(sure.verdict);
    }),
    { numRuns: 300 },
  );
});

test('what is printed is read back: every rule, every condition, every target', () => {
  fc.assert(
    fc.property(fc.oneof(table('filter', fc.constant(0)), table('nat', fc.constant(-100))), (plain) => {
      const { chains } = read(plain);
      expect(chains.map((chain) => chain.name)).toEqual(plain.chains.map((chain) => chain.name));
      for (const [index, chain] of chains.entries()) {
        const rules = plain.chains[index]?.rules ?? [];
        expect(chain.rules.map((rule) => rule.target?.kind)).toEqual(rules.map((rule) => rule.action.does));
        expect(chain.rules.flatMap((rule) => rule.matches.filter((match) => match.kind === 'unknown'))).toEqual([]);
        const negated = chain.rules.map((rule) => rule.matches.filter((match) => match.negated).length);
        expect(negated).toEqual(rules.map((rule) => rule.when.filter((one) => one.not).length));
      }
    }),
  );
});
