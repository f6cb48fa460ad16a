import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allChecks } from '../../../checks/index.ts';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import { sourceCommands } from '../../../lessons/testing/source-commands.ts';
import { scene, taught } from '../../../lessons/testing/taught.ts';
import { checkDocument, toCheckDocument } from '../../../src/cli/json/check-document.ts';
import { verdictLines } from '../../../src/cli/words/verdicts.ts';
import type { Lang } from '../../../src/i18n/text.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { createLooker } from '../../../src/look/looker.ts';

let home: string;
let lab: Lab;
const sh = async (script: string): Promise<void> => {
  const ran = await lab.run(`set -e\n${script}`, { timeoutMs: 60_000 });
  if (!ran.ok || ran.value.exitCode !== 0) throw new Error(JSON.stringify(ran));
};

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'check-walk', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await sh(sourceCommands());
});
afterAll(() => discardHome(home));

const checks = allChecks.filter(({ id }) => ['c1-reaches-outside', 'bridge-exists'].includes(id));
const looker = () => createLooker(lab, scene);
const look = async () => {
  const looked = await looker().look(checks);
  if (!looked.ok) throw new Error(JSON.stringify(looked.error));
  return looked.value.results;
};
const closed = 'iptables -D FORWARD -i br0 -o ens33 -j ACCEPT';
const open = 'iptables -I FORWARD -i br0 -o ens33 -j ACCEPT';

/** What `check` prints below the check's title. */
async function lines(results: Awaited<ReturnType<typeof look>>, lang: Lang): Promise<readonly string[]> {
  const course = await taught(lang);
  const document = checkDocument.parse(toCheckDocument('check-walk', course, results, lang));
  const all = verdictLines(document, course, lang);
  return all.slice(all.findIndex((line) => line.startsWith('  ✘')) + 1).map((line) => line.trim());
}

describe('a real packet that FORWARD drops', () => {
  it('is told first, in both languages: where it ended and why', async () => {
    await sh(closed);
    const results = await look();
    const [rendered, , expected] = await lines(results, 'en');
    expect(rendered).toBe(
      'The packet ended in host, hook FORWARD (filter FORWARD): no rule accepts it, and the policy is DROP.',
    );
    expect(expected).toMatch(/^expected: /);
    expect((await lines(results, 'zh-CN'))[0]).toBe(
      '包停在 host 的 FORWARD 钩子（filter FORWARD）：没有规则放行，默认策略是 DROP。',
    );
    await sh(open);
  });

  it('is told with the rule that dropped it', async () => {
    await sh('iptables -I FORWARD -s 172.18.0.2 -o ens33 -j DROP');
    expect((await lines(await look(), 'en'))[0]).toMatch(
      /: dropped by the rule -A FORWARD -s 172\.18\.0\.2.* -j DROP$/,
    );
    await sh('iptables -D FORWARD -s 172.18.0.2 -o ens33 -j DROP');
  });

  it('or whose answer it drops, is told as that', async () => {
    await sh('iptables -D FORWARD -i ens33 -o br0 -j ACCEPT');
    expect((await lines(await look(), 'en'))[0]).toMatch(/^The answer ended in host, hook FORWARD/);
    await sh('iptables -I FORWARD -i ens33 -o br0 -j ACCEPT');
  });
});

describe('a packet that arrives', () => {
  it('is walked only when asked, and not once the lab has changed', async () => {
    const mine = looker();
    const looked = await mine.look(checks);
    if (!looked.ok) throw new Error(JSON.stringify(looked.error));
    expect(looked.value.results.map(({ verdict, walk }) => [verdict.verdict, walk])).toEqual([
      ['pass', undefined],
      ['pass', undefined],
    ]);
    const asked = checks.filter(({ id }) => id === 'c1-reaches-outside');
    const [walked] = (await mine.walk(asked)) ?? [];
    expect(walked?.walk).toMatchObject({ fit: 'same', trace: { disposition: 'delivered' } });
    await sh(closed);
    expect(await mine.walk(asked)).toBeUndefined();
    await sh(open);
  });
});
