import { expect, test } from 'vitest';
import { keys, openScreen } from './testing/emulator.ts';
import { fakeSession } from './testing/fake-session.ts';
import { smallCourses } from './testing/small-course.ts';
import { starting } from './testing/start.ts';
import { cellWidth } from './text/width.ts';

const wired = [
  'run-c1',
  'run-c2',
  'bridge',
  'bridge-address',
  'look-inside',
  'veth1',
  'veth1-port',
  'eth0-to-c1',
  'c1-eth0-up',
  'c1-address',
];
const atRoute = () =>
  fakeSession({
    course: smallCourses.en,
    done: ['run-c1', 'bridge'],
    wired,
    at: 'c1-route',
    output: (command) => `did ${command}
`,
  });

const { open, start } = starting(atRoute);

test.each([
  [80, 24, 'en'],
  [120, 40, 'en'],
  [200, 50, 'en'],
  [80, 24, 'zh-CN'],
  [120, 40, 'zh-CN'],
  [200, 50, 'zh-CN'],
] as const)('the step screen fits %dx%d in %s', async (columns, rows, lang) => {
  const screen = await start({ columns, rows, lang });
  const frame = await screen.frame();
  expect(frame.join('\n')).toMatchSnapshot();
  for (const row of frame) expect(cellWidth(row)).toBeLessThanOrEqual(columns);
});

test('a run asks for the prediction, streams, and shows cause and effect', async () => {
  const screen = await start();
  await screen.press('r');
  expect(await screen.until('What do you expect?')).toContain('▸ 1');
  await screen.press('1');
  const after = await screen.until('Every check of this step holds');
  expect(after).toContain('before     no answer in time');
  expect(after).toContain('now        answered');
  expect(after).toContain('it went another way');
  expect(screen.session.calls).toContain('run "c1-route"');
  await screen.press('n');
  expect(await screen.until('1.3 Look at the switch')).toContain('3/4');
});

test('n says which check stands in the way', async () => {
  const screen = await start();
  await screen.press('n');
  await screen.until('Not yet, this does not hold: c1 sends packets for the rest of the world to\n   172.18.0.1');
  expect(screen.session.calls).not.toContain('next "c1-route"');
});

test('a mistake shows the failed line, then expected, observed and the diagnosis', async () => {
  const screen = await start();
  await screen.press('e', '1', '\u0015', 'w', 'r', 'o', 'n', 'g', keys.enter, 'r');
  expect(await screen.until('exit code 2')).toContain('✘ wrong');
  await screen.press('3');
  const checks = await screen.until('The bridge br0 is down.');
  expect(checks).toContain('✘ fail');
  expect(checks).toContain('observed   no answer in time');
  await screen.press('u', 'n', 'r');
  await screen.until('Every check of this step holds');
});

test('could-not-look and blocked look different from a failure', async () => {
  const session = fakeSession({
    course: smallCourses.en,
    done: ['run-c1', 'bridge'],
    wired,
    at: 'c1-route',
    verdicts: {
      'c1-default-route': { verdict: 'error', cause: { id: 'ui.flow.other' } },
      'c1-reaches-host': { verdict: 'blocked', by: 'c1-default-route' },
    },
  });
  const screen = await start({ session });
  await screen.press('c');
  const frame = await screen.until('We could not look at everything');
  expect(frame).toContain('? error');
  expect(frame).toContain('⊘ blocked');
  expect(frame).not.toContain('✘');
});

test('a step that breaks is named at once', async () => {
  const screen = await start();
  screen.session.hold('bridge', false);
  await screen.press('c');
  await screen.until('✘ Step 1.1 A switch made of software no longer holds: There is a bridge named');
});

test('what the lab cannot do is told with the command that fixes it, and r tries again', async () => {
  const session = fakeSession({
    course: smallCourses.en,
    failure: {
      code: 'no-userns',
      text: { id: 'ui.flow.other' },
      fix: 'sudo sysctl -w user.max_user_namespaces=15000',
    },
  });
  const screen = openScreen({ session });
  open.push(screen);
  const frame = await screen.until('The lab is not running');
  expect(frame).toContain('sudo sysctl -w user.max_user_namespaces=15000');
  await screen.press('r');
  await screen.until('0.1 Start the first container');
});

test('l switches the language of everything', async () => {
  const screen = await start();
  await screen.press('l');
  await screen.until('通向外面的路');
  await screen.press('?');
  await screen.until('逐行运行这一步的命令');
});

test('undo asks first, and no is the safe answer', async () => {
  const screen = await start();
  await screen.press('u');
  await screen.until('Undo “A way out of the network”?');
  await screen.press(keys.enter);
  expect(screen.session.calls.filter((call) => call.startsWith('undo'))).toEqual([]);
  await screen.press('u', 'y');
  await screen.until('Undone.');
  expect(screen.session.calls).toContain('undo "c1-route"');
});

test('the map leads to any step', async () => {
  const screen = await start();
  await screen.press('m');
  const map = await screen.until('2 of 4 steps done');
  expect(map).toContain('▸ here     1.2 A way out of the network');
  expect(map).toMatchSnapshot();
  await screen.press('k', 'k', keys.enter);
  await screen.until('0.1 Start the first container');
});

test('it follows a resize', async () => {
  const screen = await start();
  const wide = await screen.resize(200, 50);
  expect(wide.some((row) => row.includes('4 Picture'))).toBe(true);
  const small = await screen.resize(60, 20);
  expect(small).toHaveLength(20);
  expect(small[0]).toContain('Bridgework');
  expect(small[19]).toContain('q quit');
});

test('the last step ends on the finish screen, which tells of what was skipped', async () => {
  const all = smallCourses.en.lessons.flatMap((lesson) => lesson.steps.map(({ id }) => id));
  const session = fakeSession({ course: smallCourses.en, done: all.slice(0, -1), at: all.at(-1) ?? '' });
  const screen = openScreen({ session });
  open.push(screen);
  await screen.until('1.3 Look');
  await screen.press('s', 'y');
  const frame = await screen.until('You have wired it all by hand');
  expect(frame).toContain('One step was skipped');
});

test('the shell gets the terminal, and the step is looked at afterwards', async () => {
  let opened = 0;
  const screen = await start({
    openShell: async () => {
      opened++;
      return true;
    },
  });
  await screen.press('t', '1');
  await screen.until('✘ fail');
  expect(opened).toBe(1);
  expect(screen.session.calls.at(-1)).toBe('check ["c1-route"]');
});

test('cancel ends the running line', async () => {
  const session = fakeSession({
    course: smallCourses.en,
    done: ['run-c1', 'bridge'],
    wired,
    at: 'bridge-show',
    hangs: true,
  });
  const screen = openScreen({ session });
  open.push(screen);
  await screen.until('1.3 Look at the switch');
  await screen.press('r');
  await screen.until('x cancel');
  await screen.press('x');
  await screen.until('cancelled after 0.9 s');
});

test('a bug that shows while nobody waits for it has the same screen, and nothing covers it', async () => {
  const session = atRoute();
  const screen = openScreen({ session });
  await screen.until('1.2 A way out');
  session.emit({ type: 'bug', message: 'TypeError: in the dark' });
  session.emit({ type: 'lab-failed', failure: { code: 'not-up', text: { id: 'ui.flow.other' } } });
  await screen.until('Bridgework made a mistake');
  await screen.press('q');
  expect(await screen.exit).toEqual({ type: 'bug', message: 'TypeError: in the dark' });
});

test('a bug of ours has a screen of its own and leaves the terminal clean', async () => {
  const session = { ...atRoute(), check: async () => Promise.reject(new Error('boom')) };
  const screen = openScreen({ session });
  await screen.until('1.2 A way out');
  await screen.press('c');
  await screen.until('Bridgework made a mistake');
  await screen.press('q');
  expect(await screen.exit).toMatchObject({ type: 'bug' });
  const frame = (await screen.frame()).join('\n');
  expect(frame).toContain('Error: boom');
  expect(screen.written()).toContain('\u001b[?1049l');
});

test('q leaves the alternate screen and shows the cursor again', async () => {
  const screen = await start();
  await screen.press('q');
  expect(await screen.exit).toEqual({ type: 'quit' });
  const written = screen.written();
  expect(written.lastIndexOf('\u001b[?1049l')).toBeGreaterThan(written.lastIndexOf('\u001b[?1049h'));
  expect(written.lastIndexOf('\u001b[?25h')).toBeGreaterThan(written.lastIndexOf('\u001b[?25l'));
  open.pop();
});

test('a screen reader gets one column without drawings', async () => {
  const screen = openScreen({ session: atRoute(), env: { INK_SCREEN_READER: 'true' }, rows: 60 });
  open.push(screen);
  const frame = await screen.until('1.2 A way out');
  expect(frame).toMatchSnapshot();
  await screen.press('4');
  const picture = await screen.until('host');
  expect(picture).not.toMatch(/[┌│└─]/);
});

test('it leaves when the terminal is gone', async () => {
  const screen = await start();
  screen.hangUp();
  expect(await screen.exit).toEqual({ type: 'quit' });
  open.pop();
});

test('a terminal that does not know its size counts as 80x24', async () => {
  const screen = await start();
  const frame = (await screen.frame()).join('\n');
  await screen.resize(0, 0);
  expect((await screen.until('1.2 A way out')).split('\n')[0]).toBe(frame.split('\n')[0]);
});
