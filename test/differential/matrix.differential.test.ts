import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bench, openBench } from './bench.ts';
import { allColumns, commandsOf, lookAtRow, setBridgeNetfilter } from './matrix.ts';
import { wiringSteps } from './wiring.ts';

/**
 * The reachability matrix of docs/handbook.md (section 0.3), after each command of the course in its order. Where a step
 * has two commands with a row each, the row says which. `with0`: the row with bridge-nf-call-iptables = 0, where it differs.
 */
interface MatrixRow {
  readonly after: string;
  readonly commands: readonly string[];
  readonly with1: string;
  readonly with0?: string;
}

const [c2Address = '', c2Route = ''] = commandsOf('c2-address');

//                                   host host  c1   c1     c1  c2  c1  ext host c1  c2
//                                   >gw  >c1   >gw  hostIP >c2 >c1 ext >hp >hp  >hp >hp
const matrix: readonly MatrixRow[] = [
  { after: 'start', commands: [], with1: 'T T N N N N N R R N N' },
  { after: 'br0 add, up', commands: commandsOf('bridge'), with1: 'T T N N N N N R R N N' },
  { after: 'br0 address', commands: commandsOf('bridge-address'), with1: '+ H N N N N N R R N N' },
  {
    after: 'veth1 … c1 eth0 up',
    commands: commandsOf('veth1', 'veth1-port', 'eth0-to-c1', 'c1-eth0-up'),
    with1: '+ H N N N N N R R N N',
  },
  { after: 'c1 address', commands: commandsOf('c1-address'), with1: '+ + + N H N N R R N N' },
  { after: 'c1 default route', commands: commandsOf('c1-route'), with1: '+ + + + H N T R R R N' },
  { after: 'veth2 … c2 eth0 up', commands: commandsOf('veth2', 'eth0-to-c2'), with1: '+ + + + H N T R R R N' },
  { after: 'c2 address', commands: [c2Address], with1: '+ + + + T T T R R R N', with0: '+ + + + + + T R R R N' },
  { after: 'c2 default route', commands: [c2Route], with1: '+ + + + T T T R R R R', with0: '+ + + + + + T R R R R' },
  { after: 'FORWARD br0 > br0', commands: commandsOf('forward-bridge'), with1: '+ + + + + + T R R R R' },
  { after: 'FORWARD br0 > ens33', commands: commandsOf('forward-out'), with1: '+ + + + + + T R R R R' },
  { after: 'FORWARD ens33 > br0', commands: commandsOf('forward-in'), with1: '+ + + + + + T R R R R' },
  { after: 'MASQUERADE ens33', commands: commandsOf('masquerade'), with1: '+ + + + + + + R R R R' },
  { after: 'PREROUTING DNAT', commands: commandsOf('dnat-prerouting'), with1: '+ + + + + + + + R R R' },
  { after: 'OUTPUT DNAT', commands: commandsOf('dnat-output'), with1: '+ + + + + + + + + R R' },
  { after: 'hairpin on', commands: commandsOf('hairpin-mode'), with1: '+ + + + + + + + + R R' },
  {
    after: 'PREROUTING -i br0 DNAT',
    commands: commandsOf('dnat-bridge'),
    with1: '+ + + + + + + + + T +',
    with0: '+ + + + + + + + + T T',
  },
  { after: 'POSTROUTING MASQ br0', commands: commandsOf('masquerade-hairpin'), with1: '+ + + + + + + + + + +' },
];

/** Section 0.5: c1>hp and c2>hp by bridge-nf-call-iptables, rules and hairpin. */
const truthTable = [
  { brnf: 0, masquerade: false, hairpin: false, expected: 'T T' },
  { brnf: 0, masquerade: false, hairpin: true, expected: 'T T' },
  { brnf: 0, masquerade: true, hairpin: false, expected: '+ +' },
  { brnf: 0, masquerade: true, hairpin: true, expected: '+ +' },
  { brnf: 1, masquerade: false, hairpin: false, expected: 'T +' },
  { brnf: 1, masquerade: false, hairpin: true, expected: 'T +' },
  { brnf: 1, masquerade: true, hairpin: false, expected: 'T +' },
  { brnf: 1, masquerade: true, hairpin: true, expected: '+ +' },
] as const;

test('the rows use every command of the course once', () => {
  const used = matrix.flatMap(({ commands }) => commands);
  expect(used.toSorted()).toEqual(wiringSteps.flatMap(({ lines }) => lines).toSorted());
});

describe.concurrent.each([1, 0] as const)('with bridge-nf-call-iptables = %i, live and by trace', (brnf) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench(`matrix-${brnf}`);
  });
  afterAll(() => bench?.end());

  // One test: each row stands on the one before it.
  test('the reachability matrix, then the truth table of NAT loopback', async () => {
    await bench.build([setBridgeNetfilter(brnf)]);
    const rows: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const { after, commands, with1, with0 = with1 } of matrix) {
      await bench.add(commands);
      const row = brnf === 1 ? with1 : with0;
      rows[after] = await lookAtRow(bench, allColumns, row);
      expected[after] = { live: row, traced: row };
    }
    const base = wiringSteps.filter(({ id }) => id !== 'hairpin-mode' && id !== 'masquerade-hairpin');
    for (const one of truthTable.filter((line) => line.brnf === brnf)) {
      await bench.build([
        setBridgeNetfilter(brnf),
        ...base.flatMap(({ lines }) => lines),
        ...(one.hairpin ? commandsOf('hairpin-mode') : []),
        ...(one.masquerade ? commandsOf('masquerade-hairpin') : []),
      ]);
      const name = `DNAT${one.masquerade ? '+MASQ' : ''}, hairpin ${one.hairpin ? 'on' : 'off'}`;
      rows[name] = await lookAtRow(bench, ['c1>hp', 'c2>hp'], one.expected);
      expected[name] = { live: one.expected, traced: one.expected };
    }
    expect(rows).toEqual(expected);
  });
});
