import { afterAll, beforeAll, expect, test } from 'vitest';
import { course } from '../lessons/course.ts';
import { sceneOf } from '../src/course/scene.ts';
import { createLooker } from '../src/look/looker.ts';
import { params } from './testing/draft.ts';
import { type TestLab, testLab } from './testing/lab.ts';
import { steps } from './testing/steps.ts';

let lab: TestLab;
beforeAll(async () => {
  lab = await testLab('hooks');
});
afterAll(() => lab.end());

const scene = sceneOf(course, params);

/** The rules on the map of the host's hooks, in iptables' words. */
async function mapped(): Promise<readonly string[]> {
  const looked = await createLooker(lab.lab, scene).look([]);
  if (!looked.ok) throw new Error(JSON.stringify(looked.error));
  const [hooks] = looked.value.picture?.hooks ?? [];
  if (hooks?.node !== 'host') throw new Error('no hooks of the host');
  return hooks.chains.flatMap(({ rules }) => rules.map(({ text }) => text));
}

const saved = async (): Promise<readonly string[]> =>
  (await lab.sh('iptables-save; iptables-legacy-save 2>/dev/null'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('-A'));

test('after every step with a rule the map names exactly the rules of iptables-save', async () => {
  let seen = 0;
  for (const { commands } of steps) {
    await lab.sh(...commands);
    if (!commands.some((line) => line.includes('iptables'))) continue;
    const rules = await saved();
    expect((await mapped()).toSorted()).toEqual(rules.toSorted());
    seen = rules.length;
  }
  expect(seen).toBeGreaterThan(7);
});

test('rules in chains of the learner’s own, of nft and of iptables-legacy are there, too', async () => {
  await lab.sh(
    'iptables -N OWN',
    'iptables -A FORWARD -j OWN',
    'iptables -A OWN -p tcp --dport 81 -j ACCEPT',
    'iptables-legacy -A INPUT -p udp --dport 5353 -j DROP',
    'nft add table inet own',
    "nft add chain inet own way '{ type filter hook forward priority 5; policy accept; }'",
    'nft add rule inet own way tcp dport 82 accept',
  );
  const all = await mapped();
  for (const rule of await saved()) expect(all).toContain(rule);
  expect(all).toContain('-A OWN -p tcp -m tcp --dport 81 -j ACCEPT');
  expect(all).toContain('-A INPUT -p udp -m udp --dport 5353 -j DROP');
  expect(all).toContain('tcp dport 82 accept');
});
