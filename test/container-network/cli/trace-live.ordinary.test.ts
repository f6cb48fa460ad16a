import { afterAll, beforeAll, expect, it } from 'vitest';
import { traceDocument } from '../../../src/cli/json/trace-document.ts';
import { start } from '../../../src/cli/testing/program.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';

let home: string;
const bridgework = (...args: readonly string[]) => start(home, args).done;
const inLab = async (script: string): Promise<string> =>
  (await bridgework('lab', 'exec', '--', 'sh', '-c', script)).out;

beforeAll(async () => {
  home = await scratchHome();
  expect((await bridgework('solve', '--to', 'masquerade-hairpin')).code).toBe(0);
});
afterAll(() => discardHome(home));

/** Half-forgotten neighbours are honest doubts of the walk: here nobody remembers anything. */
const forget = ['host', 'c1', 'c2', 'outside'].map((node) => [
  'lab',
  'exec',
  '--node',
  node,
  '--',
  'ip',
  'neigh',
  'flush',
  'all',
]);

async function live(from: string, url: string) {
  for (const args of forget) await bridgework(...args);
  const { code, out } = await bridgework('trace', '--live', '--json', from, url);
  return { code, ...traceDocument.parse(JSON.parse(out)) };
}

it.each([
  ['c1', 'http://172.18.0.3', 'c2'],
  ['c1', 'http://192.168.1.61:5678', 'c1'],
  ['outside', 'http://192.168.1.61:5678', 'c1'],
  ['host', 'http://192.168.1.61:5678', 'c1'],
  ['c2', 'http://192.168.1.50', 'outside'],
])('what was predicted is what happens: %s fetches %s', async (from, url, server) => {
  const sent = await live(from, url);
  expect(sent.live?.disagreements).toEqual([]);
  expect(sent.live?.blind).toEqual([]);
  expect(sent).toMatchObject({
    code: 0,
    disposition: 'delivered',
    live: { observed: { outcome: 'answered', server } },
  });
  expect(sent.live?.hops.filter(({ seen }) => seen === 'seen').length).toBeGreaterThan(3);
});

it('a packet that a policy drops is seen to be dropped there', async () => {
  await inLab('iptables -D FORWARD -i br0 -o br0 -j ACCEPT');
  const sent = await live('c1', 'http://172.18.0.3');
  await inLab('iptables -I FORWARD -i br0 -o br0 -j ACCEPT');
  expect(sent).toMatchObject({ code: 1, disposition: 'dropped-by-policy', live: { disagreements: [] } });
  expect(sent.live?.hops.at(-1)).toEqual({ seen: 'seen', evidence: 'filter FORWARD drop: policy' });
});

it('a refusal is predicted, seen, and told from a loss', async () => {
  const sent = await live('c1', 'http://172.18.0.3:81');
  expect(sent).toMatchObject({
    code: 1,
    disposition: 'refused',
    live: { observed: { outcome: 'refused' }, disagreements: [] },
  });
});

it('leaves nothing in the lab, also after SIGKILL in the middle', async () => {
  const instruments = `nft list tables | grep -c bridgework_trace; ps -e -o comm= | grep -c -x -e nft -e tcpdump -e conntrack; :`;
  expect(await inLab(instruments)).toBe('0\n0\n');
  await inLab('iptables -I FORWARD -i br0 -o br0 -j DROP');
  const marks = inLab(
    `timeout 90 sh -c 'until nft list tables | grep -q bridgework_trace; do sleep 0.05; done' && echo there`,
  );
  const running = start(home, ['trace', '--live', 'c1', 'http://172.18.0.3']);
  expect(await marks).toBe('there\n');
  running.child.kill('SIGKILL');
  await running.done;
  await expect.poll(() => inLab(instruments), { timeout: 40_000 }).toBe('0\n0\n');
});
