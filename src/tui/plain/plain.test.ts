import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { messageOf } from '../../i18n/catalogue.ts';
import type { Lang } from '../../i18n/text.ts';
import { runTui, wantsLines } from '../app.ts';
import { type FakeSession, fakeSession } from '../testing/fake-session.ts';
import { smallCourses } from '../testing/small-course.ts';
import { dropped } from '../testing/walks.ts';
import { cellWidth } from '../text/width.ts';

interface Talk {
  readonly lines: readonly string[];
  readonly text: string;
  readonly session: FakeSession;
}

/** Pipes these lines in, as a script would, and returns what was printed until the UI left. */
async function talk(
  input: string,
  options: { readonly lang?: Lang; readonly session?: FakeSession } = {},
): Promise<Talk> {
  const session =
    options.session ??
    fakeSession({ course: smallCourses.en, output: (command) => `10%\r100% ${command}\r\n\u001b]0;title\u0007` });
  const stdin = new PassThrough();
  const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24 });
  let printed = '';
  stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  const exit = runTui({
    session,
    courses: smallCourses,
    lang: options.lang ?? 'en',
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    env: { TERM: 'dumb' },
    openShell: async () => true,
  });
  stdin.end(input);
  await exit;
  return { lines: printed.split('\n'), text: printed, session };
}

test('a dumb terminal and a pipe get lines, a terminal gets screens', () => {
  const tty = { isTTY: true } as unknown as NodeJS.ReadStream & NodeJS.WriteStream;
  expect(wantsLines({ env: { TERM: 'dumb' }, stdin: tty, stdout: tty })).toBe(true);
  expect(wantsLines({ env: { TERM: 'xterm' }, stdin: tty, stdout: { isTTY: false } as NodeJS.WriteStream })).toBe(true);
  expect(wantsLines({ env: { TERM: 'xterm' }, stdin: tty, stdout: tty })).toBe(false);
});

test('a whole course by line, one thing after the other', async () => {
  const { lines, text, session } = await talk('run\nnext\nr\nn\nrun\n2\nnext\nrun\nnext\n');
  expect(lines).toContain('$ docker run -d --net=none --name=c1 nginx:1.13.3-alpine');
  expect(lines).toContain('  100% ip link set br0 up');
  expect(lines).toContain('✔ pass     There is a bridge named br0');
  expect(lines).toContain('Your prediction  ✔ right');
  expect(text).toContain('You have wired it all by hand');
  expect(session.calls.filter((call) => call.startsWith('next'))).toHaveLength(4);
});

test('nothing that is printed holds an escape sequence', async () => {
  expect((await talk('run\nmap\npicture\nhelp\n')).text).not.toContain('\u001b');
});

test('a mistake is edited in, diagnosed, and fixed', async () => {
  const { text, session } = await talk('edit 1 wrong command\nrun\nhint\nnext\nrun\nnext\n');
  expect(text).toContain('exit code 2');
  expect(text).toContain('    likely     The bridge br0 is down.');
  expect(text).toContain('Is the switch powered on?');
  expect(text).not.toContain('What does c1 do with an address that is no neighbour?');
  expect(text).toContain('Not yet, this does not hold: Container c1 is running');
  expect(text).toContain('1.1 A switch made of software');
  expect(session.calls).toContain('run "run-c1"');
});

test('what would lose something asks first', async () => {
  const { session, text } = await talk('skip\nn\nskip\ny\n');
  expect(text).toContain('Skip “Start the first container”?');
  expect(session.calls.filter((call) => call.startsWith('skip'))).toHaveLength(1);
});

test('steps are opened by number or id, and the map shows where one is', async () => {
  const { text, session } = await talk('map\ngo 1.2\nmap\ngo bridge\n');
  expect(session.calls).toContain('goTo "c1-route"');
  expect(session.calls).toContain('goTo "bridge"');
  expect(text).toContain('▸ here     1.2 A way out of the network');
});

test('words that mean nothing here are named, in the language of the reader', async () => {
  expect((await talk('frobnicate\nquit\n')).text).toContain('“frobnicate” is not a command here.');
  expect((await talk('frobnicate\n', { lang: 'zh-CN' })).text).toContain('这里没有“frobnicate”这个命令');
});

test('a lab that cannot start says how to fix it', async () => {
  const session = fakeSession({
    course: smallCourses.en,
    failure: { code: 'no-docker', text: { id: 'ui.flow.other' }, fix: 'apt-get install docker.io' },
  });
  const { text } = await talk('retry\n', { session });
  expect(text).toContain('apt-get install docker.io');
  expect(text).toContain('0.1 Start the first container');
});

test('what is printed outside the screens fits a row of 80 cells', () => {
  for (const lang of ['en', 'zh-CN'] as const)
    for (const id of ['ui.plain.welcome', 'ui.shell.intro'] as const)
      expect(cellWidth(messageOf(lang, id))).toBeLessThan(80);
});

test('a look that takes its time is told', async () => {
  expect((await talk('check\n')).lines.filter((line) => line.startsWith('· Looking at the lab'))).not.toEqual([]);
});

test('the packet of a check is followed as lines, to its end, and other words still count', async () => {
  const session = fakeSession({
    course: smallCourses.en,
    done: ['run-c1', 'bridge'],
    at: 'c1-route',
    walks: { 'c1-reaches-host': dropped() },
  });
  const { lines, text } = await talk('trace\ndown\ncheck\n', { session });
  expect(text).toContain('c1 → 192.168.1.50:80');
  expect(text).toMatch(/◆ 1\/7 {2}request · c1 eth0 routing {2}↓ passes/);
  expect(text).toMatch(/◆ 7\/7 {2}request · host br0 ip\/forward {2}✘ ends here/);
  expect(lines.filter((line) => line.startsWith('◆ 2/7'))).toHaveLength(2);
  expect(text).toContain('✘ dropped by a policy  The packet ended in host, hook FORWARD');
  expect(session.calls).toContain('check ["c1-route"]');
});
