import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestLab, testLab } from '../checks/testing/lab.ts';
import { quote } from '../src/text/quote.ts';
import { endings } from './claims/experiments.ts';
import { isShown } from './claims/suggested.ts';
import { taught } from './testing/taught.ts';

const english = await taught('en');
const chinese = await taught('zh-CN');

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab('experiments');
});
afterAll(() => lab.end());

async function run(script: string): Promise<{ readonly exit: number | null; readonly output: string }> {
  const ran = await lab.lab.run(`exec 2>&1\n${script}`, { timeoutMs: 60_000 });
  if (!ran.ok) throw new Error(ran.error.code);
  return { exit: ran.value.exitCode, output: ran.value.stdout };
}

/** What an experiment may change; packets that were counted are no difference. */
const state = async (): Promise<string> =>
  (
    await run(`
      iptables-save | grep -v '^#' | sed 's/\\[[0-9:]*\\]//'
      ip route; ip -br address | sed 's/@.*UP/ UP/'; ip netns list | sort
      for one in c1 c2; do nsenter -n -t "$(docker inspect -f {{.State.Pid}} $one)" ip route; done
      nsenter --net=/run/netns/outside ip route
      sysctl net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables; sysctl -e net/ipv4/conf/br0/route_localnet
      bridge -d link show dev veth1 | grep -o 'hairpin o[nf]*'; docker ps --format '{{.Names}}'`)
  ).output;

/** Packets of the first line that has these words side by side, as `iptables -nvL` prints them. */
function countedBy(output: string, words: string): number {
  const lines = output.split('\n').map((line) => line.trim().split(/\s+/));
  const line = lines.find((one) => one.join(' ').includes(words));
  return Number(line?.[0] ?? Number.NaN);
}

/** The code spans of an outcome are what one will see. */
const spansOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span).filter((span) => !unseen.has(span));
/** Other wordings of one thing, names of who answers, commands that are spoken of. */
const unseen = new Set(['Network is unreachable', 'Network unreachable', 'outside', 'iptables -t nat -nvL PREROUTING']);

describe.each(english.lessons)('$id', ({ id, steps, end }) => {
  const other = chinese.lessons.find((lesson) => lesson.id === id)?.end;
  const experiments = end?.experiments ?? [];

  it('ends with three experiments', () => {
    expect(experiments).toHaveLength(3);
    expect(experiments.map(({ commands }) => commands.length)).toEqual(endings[id]?.map((list) => list.length));
  });

  it('is built', async () => {
    for (const { commands } of steps) for (const command of commands) await lab.sh(command);
  });

  it.each(experiments.map((one, at) => [at + 1, one] as const))('experiment %i ends as is said', async (at, one) => {
    const before = await state();
    let all = '';
    for (const [index, command] of one.commands.entries()) {
      const { exit = 0, prints = /(?:)/, counts } = endings[id]?.[at - 1]?.[index] ?? {};
      const ran = await run(`timeout 20 sh -c ${quote(command)}`);
      expect({ command, ...ran }).toEqual({ command, exit, output: expect.stringMatching(prints) });
      for (const [words, [least, most]] of Object.entries(counts ?? {})) {
        const counted = countedBy(ran.output, words);
        expect(counted, words).toBeGreaterThanOrEqual(least);
        expect(counted, words).toBeLessThanOrEqual(most);
      }
      all += ran.output;
    }
    for (const outcome of [one.outcome, other?.experiments[at - 1]?.outcome ?? ''])
      expect(spansOf(outcome).filter((span) => !isShown(span, all))).toEqual([]);
    expect(await state()).toBe(before);
  });
});
