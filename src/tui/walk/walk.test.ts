import { describe, expect, test } from 'vitest';
import type { Lang } from '../../i18n/text.ts';
import { keys } from '../testing/emulator.ts';
import { fakeSession } from '../testing/fake-session.ts';
import { smallCourses } from '../testing/small-course.ts';
import { starting } from '../testing/start.ts';
import { delivered, dropped } from '../testing/walks.ts';
import { wiring } from '../testing/wiring.ts';
import { cellWidth } from '../text/width.ts';

const session = (walks = { 'c1-reaches-host': dropped() }, done: readonly string[] = ['run-c1', 'bridge']) =>
  fakeSession({ course: smallCourses.en, done, wired: wiring, at: 'c1-route', walks });

const { start } = starting(session);

const ends: { readonly [lang in Lang]?: string } = { en: 'dropped by a policy', 'zh-CN': '被默认策略丢弃' };

describe.each([
  [80, 24, 'en'],
  [120, 40, 'en'],
  [200, 50, 'en'],
  [80, 24, 'zh-CN'],
  [120, 40, 'zh-CN'],
  [200, 50, 'zh-CN'],
] as const)('at %dx%d in %s', (columns, rows, lang) => {
  test('f follows the packet, and End goes to where it ended', async () => {
    const screen = await start({ columns, rows, lang });
    await screen.press('f');
    await screen.until('◆ 1/');
    await screen.press('j');
    await screen.until('◆ 2/');
    await screen.press('G');
    const frame = await screen.until('-i br0 -o ens33 -p udp -j ACCEPT');
    expect(frame).toContain(ends[lang]);
    // What is done between the hooks has words of the reader's language.
    if (lang === 'zh-CN') expect(frame).not.toMatch(/route|neighbour|cable/);
    expect(frame).toContain(lang === 'en' ? '◆ packet' : '◆ 包');
    for (const row of frame.split('\n')) expect(cellWidth(row)).toBeLessThanOrEqual(columns);
    expect((await screen.frame()).join('\n')).toMatchSnapshot();
  });
});

test('a check that passes can be followed as well, there and back', async () => {
  const screen = await start({
    session: session({ 'c1-reaches-host': delivered() }, ['run-c1', 'bridge', 'c1-route']),
  });
  await screen.press('f');
  const first = await screen.until('✔ delivered');
  expect(first).toContain('request');
  expect(screen.session.calls).toContain('walk "c1-reaches-host"');
  await screen.press('G');
  expect(await screen.until('answer · outside')).toContain('◆ packet outside 192.168.1.50');
  await screen.press(keys.escape);
  await screen.until('c run  c check'.slice(6));
});

test('rewriting shows the packet before and after', async () => {
  const screen = await start({ columns: 120, rows: 40, session: session({ 'c1-reaches-host': delivered() }, []) });
  await screen.press('f');
  await screen.until('◆ 1/');
  let frame = '';
  for (let hop = 2; !/before +192\.168\.1\.50/.test(frame); hop++) {
    await screen.press('j');
    frame = await screen.until(`◆ ${hop}/`);
  }
  expect(frame).toMatch(/before +192\.168\.1\.50\S* → 192\.168\.1\.61:5678/);
  expect(frame).toMatch(/after +192\.168\.1\.50\S* → 172\.18\.0\.2:80/);
});

test('the failed check tells it first, before what was expected and observed', async () => {
  const screen = await start();
  await screen.press('c');
  const frame = await screen.until('hold yet');
  const [, below = ''] = frame.split('c1 fetches http://192.168.1.61:9000/');
  expect(below).toMatch(
    /packet +The packet ended in host, hook FORWARD[\s\S]*expected +answered[\s\S]*observed[\s\S]*likely/,
  );
});

test('without a request there is nothing to follow, and it says so', async () => {
  const screen = await start({ session: session({} as never) });
  await screen.press('f');
  await screen.until('No check of this step sends a packet');
});

test('when the lab changes meanwhile, the walk says that it is old', async () => {
  const screen = await start();
  await screen.press('f');
  await screen.until('◆ 1/');
  screen.session.emit({ type: 'lab-changed' });
  await screen.until('This is from an earlier look');
});

test('help names the keys of the walk', async () => {
  const screen = await start();
  await screen.press('f');
  await screen.until('◆ 1/');
  await screen.press('?');
  await screen.until('To the hop where it ends');
  await screen.press(keys.escape);
  await screen.until('◆ 1/');
});

test('a screen reader gets it as lines', async () => {
  const screen = await start({ env: { INK_SCREEN_READER: 'true' }, rows: 60 });
  await screen.press('f', 'G');
  const frame = await screen.until('ends here');
  expect(frame).not.toMatch(/[┌│└─]/);
  expect(frame).toMatchSnapshot();
});
