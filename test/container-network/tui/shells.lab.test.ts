import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { course } from '../../../lessons/course.ts';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import type { Services } from '../../../src/cli/services.ts';
import { bridgework } from '../../../src/cli/testing/harness.ts';
import type { Lang } from '../../../src/i18n/text.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { labPaths } from '../../../src/lab/sandbox/paths.ts';
import { removeLab } from '../../../src/lab/sandbox/remove.ts';
import { shellsOf } from '../../../src/lab/shared/shells.ts';
import { createTerminal } from '../../../src/lab/shared/terminal.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { translate } from '../../../src/tui/model/words.ts';
import { keys, openScreen, type ScreenOptions, type TestScreen } from '../../../src/tui/testing/emulator.ts';

const prefix = '\u0007';
let home: string;
let lab: Lab;

/** The UI on a real lab, as src/main.ts starts it; it is left when `use` has done with it. */
async function learning(
  options: Omit<ScreenOptions, 'live' | 'shells'> & { readonly panes?: boolean },
  use: (screen: TestScreen) => Promise<void>,
): Promise<void> {
  const { panes = true, lang = 'en' as Lang, ...rest } = options;
  let failure: unknown;
  const services: Partial<Services> = {
    course: async () => course,
    home: async () => home,
    lab: async () => lab,
    runLine: async () => createTerminal(lab),
    async learn({ session, courses }) {
      const shells = panes ? { shells: shellsOf(lab) } : {};
      const screen = openScreen({ live: { session, courses }, lang, columns: 120, rows: 40, ...rest, ...shells });
      try {
        await use(screen);
      } catch (error) {
        failure = error;
      }
      screen.hangUp();
      return (await screen.exit).type === 'quit' ? 0 : 1;
    },
  };
  const { code } = await bridgework(['learn', '--lang', lang], { services });
  if (failure) throw failure;
  expect(code).toBe(0);
}

/** Once the shell has its prompt. */
async function open(screen: TestScreen, node = 'host'): Promise<void> {
  await screen.until('●');
  await screen.press('t');
  // The step may ask first.
  const asks = ['en', 'zh-CN'].map((lang) => ` d ${translate(lang as Lang, 'ui.key.decline')}`);
  const shell = `[${node}] ~ #`;
  let shown = '';
  await vi.waitFor(
    async () => {
      shown = (await screen.frame()).join('\n');
      expect([...asks, shell].some((one) => shown.includes(one))).toBe(true);
    },
    { timeout: 25_000 },
  );
  if (!shown.includes(shell)) await screen.press('d');
  await screen.until(shell);
}

/** A line is typed, and what it prints seen. Words of the line itself are not taken for it. */
async function says(screen: TestScreen, line: string, answer: string): Promise<string> {
  await screen.press(line, keys.enter);
  return screen.until(answer);
}

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'default', home });
  expect(await lab.up(() => undefined)).toMatchObject({ ok: true });
});
afterAll(async () => {
  await removeLab('default', labPaths(home, 'default'));
  await discardHome(home);
});

test('what is typed turns the checks and draws the picture, beside it; prefix and n go on', async () => {
  await learning({}, async (screen) => {
    await open(screen);
    await screen.press('docker run -d --net=none --name=c1 nginx:1.13.3-alpine', keys.enter);
    await screen.until('3 Checks 3/3');
    expect((await screen.frame()).join('\n')).toContain('only its loopback');
    await screen.press(`${prefix}n`);
    const next = await screen.until('0.2');
    expect(next).toContain('5 Terminal');
    // The keyboard is the shell's again; its answer is no part of what was typed.
    await says(screen, 'echo $((6 * 7))0', '420');
    // A shell inside a container's network.
    await screen.press(`${prefix}o`);
    expect(await screen.until('2 c1')).toContain('1 host');
    await screen.press('2');
    await screen.until('[c1] ~ #');
    const inside = await says(screen, 'ip -br -4 addr; echo en$((0))d', 'en0d');
    expect(inside).toContain('lo               UNKNOWN        127.0.0.1/8');
    expect(inside).not.toContain('ens33            ');
    await screen.press('exit', keys.enter);
    await screen.until('420');
  });
});

test('full-screen programs: less with its keys, vim with Chinese, and the screen before is there again', async () => {
  await learning({}, async (screen) => {
    await open(screen);
    await says(screen, 'echo be$((0))fore', 'be0fore');
    await screen.press('seq 500 | less', keys.enter);
    await screen.press('G');
    await screen.until('(END)');
    await screen.press(keys.up, keys.up, keys.up);
    await vi.waitFor(async () => expect((await screen.frame()).join('\n')).not.toMatch(/ 498|\(END\)/), 20_000);
    await screen.until(' 497');
    await screen.press('q');
    await screen.until('be0fore');
    await screen.press('vim -u NONE /tmp/file', keys.enter);
    await screen.until('~');
    await screen.press('i', '第一行 😀', keys.enter, 'second', keys.escape, keys.up, 'x', ':wq', keys.enter);
    await screen.until('be0fore');
    await says(screen, 'cat /tmp/file; echo c$((0))t', 'c0t');
    const shown = await screen.until('second');
    // Its last character went by x.
    expect(shown).toContain('第一 😀');
  });
});

test('a new size reaches the shell and what runs in it; alone on 80 columns, beside on 120', async () => {
  await learning({}, async (screen) => {
    await open(screen);
    const sizeOf = async (): Promise<readonly number[]> => {
      await screen.press('clear; stty size | tr " " x', keys.enter);
      const size = /(\d+)x(\d+)\s/.exec(
        await screen
          .until('x')
          .then(() => screen.frame())
          .then((rows) => rows.join('\n')),
      );
      return [Number(size?.[1]), Number(size?.[2])];
    };
    const [, beside = 0] = await sizeOf();
    expect(beside).toBeLessThan(70);
    await screen.resize(80, 24);
    expect(await sizeOf()).toEqual([19, 80]);
    await screen.resize(160, 50);
    const [rows = 0, wide = 0] = await sizeOf();
    expect(wide).toBeGreaterThan(beside);
    expect(rows).toBeGreaterThan(20);
  });
});

test('what is pasted is not run before Enter; bash edits it as one piece', async () => {
  await learning({}, async (screen) => {
    await open(screen);
    await screen.press('\u001b[200~echo one$((0))\necho two$((0))\u001b[201~');
    const pasted = await screen.until('echo two$((0))');
    expect(pasted).not.toContain('one0');
    await screen.press(keys.enter);
    expect(await screen.until('two0')).toContain('one0');
  });
});

test('endless output stalls nothing and ends with Ctrl-C; nothing that is printed reaches the terminal as it is', async () => {
  await learning({}, async (screen) => {
    await open(screen);
    const before = process.memoryUsage().heapUsed;
    await screen.press('yes 终端 | cat -n', keys.enter);
    await screen.until(' 终端');
    // The lesson's keys are heard meanwhile.
    await screen.press(`${prefix}?`);
    await screen.until('Send Ctrl-G to the shell');
    await screen.press(keys.escape);
    await screen.until('5 Terminal');
    await screen.press(keys.ctrlC);
    await screen.until('^C');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
    const evil = String.raw`printf '\033]0;title\007\033]52;c;aGk=\007\033[?1000h\033[?2004h\033Pq\033\\evil%s\n' 0`;
    await says(screen, evil, 'evil0');
    expect(screen.written()).not.toMatch(/\u001b\](0;title|52)|\u001b\[\?1000h|\u001bPq/);
  });
});

test('exit gives the screen back to the lesson and judges the step; the history is there in the next shell', async () => {
  await learning({ lang: 'zh-CN' }, async (screen) => {
    await open(screen);
    expect((await screen.frame()).join('\n')).toContain('Ctrl-G');
    await says(screen, 'echo his$((0))tory', 'his0tory');
    await screen.press('exit', keys.enter);
    await screen.until('2 运行');
    await open(screen);
    await screen.press('\u0012', 'his$');
    await screen.until('echo his$((0))tory');
  });
});

test('who types: lines are covered until asked for, and ticked by what holds, in another way too', async () => {
  await learning({ rows: 50, columns: 140 }, async (screen) => {
    await screen.until('●');
    await screen.press('m', 'g', 'j', 'j', keys.enter);
    await screen.until('1.1');
    await screen.press('y');
    const covered = await screen.until('covered: d shows it');
    expect(covered).not.toContain('$ ip link add br0');
    await screen.press('d');
    const asked = await screen.until('One line asked for');
    expect(asked).toContain('$ ip link add br0 type bridge');
    expect(asked).not.toContain('$ ip link set br0 up');
    await screen.press('t');
    await screen.until('[host] ~ #');
    await screen.press('ip link add name br0 type bridge', keys.enter);
    expect(await screen.until('✔ ip link add br0 type bridge')).toContain('covered: d shows it');
    await screen.until('Yours was another way than this');
    await screen.press('ip link set br0 up', keys.enter);
    await screen.until('✔ ip link set br0 up');
    await screen.until('3 Checks 2/2');
  });
  // It is remembered.
  await learning({ lang: 'zh-CN' }, async (screen) => {
    await screen.until('已看过 1 行');
    await screen.press('y');
    await screen.until('$ ip link set br0 up');
  });
});

test('nothing of the shells is left when the UI is', async () => {
  await learning({}, async (screen) => {
    await open(screen);
    await screen.press('sleep 4321', keys.enter);
    await screen.until('sleep 4321');
  });
  const left =
    'for end in 1 2 3 4 5 6 7 8 9 10; do pgrep -x bash >/dev/null || pgrep -f "sleep 432[1]" >/dev/null || exit 0; sleep 1; done; exit 1';
  expect(await lab.run(left, { timeoutMs: 30_000 })).toMatchObject({ ok: true, value: { exitCode: 0 } });
});

test('a screen reader gets the whole terminal for the shell', async () => {
  let opened = 0;
  const openShell = async (): Promise<boolean> => {
    opened++;
    return true;
  };
  await learning({ env: { INK_SCREEN_READER: 'true' }, openShell }, async (screen) => {
    await screen.until('●');
    await screen.press('t');
    // The step may ask first.
    await vi.waitFor(async () => expect(screen.written()).toMatch(/don't ask me|brings you back/), { timeout: 25_000 });
    if (!screen.written().includes('brings you back')) await screen.press('d');
    await screen.until('exit (or Ctrl-D) brings you back');
    expect(opened).toBe(1);
  });
});
