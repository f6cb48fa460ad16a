import { afterAll, beforeAll, expect, test } from 'vitest';
import { containers, type FactRequest, fetch } from '../facts/index.ts';
import { ok } from '../result.ts';
import { commands } from '../testing/one-host/commands.ts';
import { planProof, type Round, readRound } from './index.ts';
import { type RoundLab, roundLab } from './testing/round-lab.ts';

let lab: RoundLab;

beforeAll(async () => {
  lab = await roundLab('listening');
  await lab.sh(commands('iptables -I FORWARD -i br0 -o ens33'));
});
afterAll(() => lab?.end());

/** Somebody who does this while the round looks. */
const meanwhile = (script: string): FactRequest<string> => ({
  key: 'meanwhile',
  script,
  phase: 'slow',
  parse: ({ stdout }) => ok(stdout),
});

async function observed(...requests: readonly FactRequest<unknown>[]): Promise<Round> {
  const plan = planProof([containers(), ...requests]);
  const ran = await lab.run(plan.script);
  const round = readRound(plan, ran.stdout);
  if (!round.ok) throw new Error(`${JSON.stringify(round.error)} ${ran.stderr}`);
  return round.value;
}

const inC1 = (command: string): string => `nsenter -n -t $(docker inspect -f {{.State.Pid}} c1) ${command}`;

test('our own requests are no change', async () => {
  const round = await observed(
    fetch({ from: 'c1', url: 'http://172.18.0.3/' }),
    fetch({ from: 'outside', url: 'http://192.168.1.61:81/' }),
  );
  expect([round.changed, round.before]).toEqual([false, round.fingerprint]);
});

test.each([
  ['a rule', 'iptables -I FORWARD -p tcp -j DROP; iptables -D FORWARD 1'],
  ['a native rule of c1', [inC1('nft add table ip x'), inC1('nft delete table ip x')].join('; ')],
  ['a link', 'ip link set veth2 down; ip link set veth2 up'],
  ['hairpin mode', 'brctl hairpin br0 veth1 on; brctl hairpin br0 veth1 off'],
  ['an address', 'ip address add 10.9.9.9/32 dev lo; ip address del 10.9.9.9/32 dev lo'],
  ['a route of c1', [inC1('ip route add 10.9.9.9 dev eth0'), inC1('ip route del 10.9.9.9 dev eth0')].join('; ')],
  ['a routing rule', 'ip rule add to 10.9.9.9 table 100; ip rule del to 10.9.9.9 table 100'],
  ['forwarding', 'echo 0 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv4/ip_forward'],
  ['whoever listens being ended', "kill $(ps -e -o pid,args | sed -n 's/^ *\\([0-9]*\\) nft monitor$/\\1/p')"],
])('%s that changes and changes back is heard, though the fingerprints are equal', async (_, script) => {
  const { before = '', fingerprint, changed } = await observed(meanwhile(script));
  expect([changed, fingerprint.startsWith(`${before} heard `)]).toEqual([true, true]);
});

test('nobody listens any more when the round is over', async () => {
  await observed();
  expect(await lab.sh("ps -e -o args | grep -c '^[i]p -o monitor\\|^[n]ft monitor' || :")).toBe('0\n');
});
