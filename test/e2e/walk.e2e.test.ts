import { expect, test } from 'vitest';
import type { Step } from '../../src/course/course.ts';
import { Learner, type LearnerOptions } from './learner.ts';

type Way = (learner: Learner, step: Step) => Promise<void>;

/** Every step from first to last; `ways` says where this learner does something else than r. */
async function walk(someone: Learner, ways: Readonly<Record<string, Way>>): Promise<void> {
  for (const [index, step] of someone.steps.entries()) {
    await someone.at(step);
    const way = ways[step.id] ?? ((who: Learner) => who.runStep(step, index % 3 === 0 ? 'wrong' : 'right'));
    await way(someone, step);
    await someone.terminal.press('n');
    const lesson = someone.course.lessons.find(({ steps }) => steps.at(-1)?.id === step.id);
    if (lesson?.end) {
      await someone.terminal.see(lesson.end.title.slice(0, 6));
      await someone.terminal.press('n');
    }
  }
  await someone.sees('ui.finish.title');
}

/** Types /24 for /16 in the copy of the commands, is told, fixes it in the lab's shell. */
const wrongMask: Way = async (who, step) => {
  const { terminal } = who;
  await terminal.press('e');
  await who.predict(step);
  await who.sees('ui.edit.title');
  await terminal.press('End');
  const command = step.commands[0] ?? '';
  const end = command.slice(command.indexOf('/16'));
  for (const _ of end) await terminal.press('BSpace');
  await terminal.type(end.replace('/16', '/24'));
  await terminal.press('Enter');
  await who.sees('ui.edit.choosing');
  await terminal.press('r');
  await who.sees('ui.message.checks-failed', { count: 1 }, 90);
  await terminal.press('3');
  await terminal.see(who.words('ui.status.fail'));
  const shown = await terminal.see(who.words('ui.checks.what'));
  expect(shown).toContain('/24');
  await terminal.press('n');
  await terminal.see(who.words('ui.why-not.check', { check: '' }).slice(0, 5));
  await terminal.press('t');
  await terminal.see('[host] ');
  await terminal.type('ip address del 172.18.0.1/24 dev br0; ip address add 172.18.0.1/16 dev br0; exit');
  await terminal.press('Enter');
  // Until the shell beside the lesson is gone, keys are its own.
  await terminal.until('no shell', (screen) => !screen.includes('[host] '));
  await who.at(step);
  await terminal.press('c');
  await who.sees('ui.message.proved');
};

/** Pulls c1's cable while somewhere else; the UI names what broke; plugs it in again. */
const pulledCable: Way = async (who, step) => {
  await who.runStep(step);
  await who.headless('lab', 'exec', '--', 'ip', 'link', 'set', 'veth1', 'down');
  await who.terminal.press('c');
  const veth1 = who.steps.find(({ id }) => id === 'veth1');
  await who.terminal.see(who.words('ui.banner.broken', { step: '|', check: '' }).split('|')[0] ?? '');
  await who.terminal.see(veth1?.title.slice(0, 8) ?? '?');
  await who.headless('lab', 'exec', '--', 'ip', 'link', 'set', 'veth1', 'up');
  await who.terminal.press('c');
  await who.terminal.until('no banner', (screen) => !screen.includes(veth1?.title ?? '?'));
  await who.sees('ui.message.proved');
};

/** Quits in the middle, comes back, goes on where they were. */
const awayAndBack: Way = async (who, step) => {
  await who.terminal.press('q');
  await who.terminal.see('left with 0');
  await who.start('--lang', who.lang);
  await who.at(step, 60);
  await who.runStep(step);
};

// One after the other: side by side, on two cores, they take as long.
test.for<LearnerOptions & { readonly ways: Readonly<Record<string, Way>> }>([
  { lang: 'en', columns: 80, rows: 24, ways: { 'bridge-address': wrongMask, masquerade: awayAndBack } },
  { lang: 'zh-CN', columns: 120, rows: 40, ways: { 'bridge-address': wrongMask, 'c2-address': pulledCable } },
])(
  'all five lessons in $lang at $columns x $rows, with mistakes, to the end',
  async ({ ways, ...options }, { onTestFinished, expect }) => {
    const someone = await Learner.sitDown(options);
    onTestFinished(() => someone.leave());
    await someone.start('--lang', someone.lang);
    const [first] = someone.steps;
    if (first) await someone.at(first, 120);
    await walk(someone, ways);

    await someone.terminal.press('q');
    await someone.terminal.see('left with 0');
    expect((await someone.headless('check')).exitCode).toBe(0);
    await someone.terminal.type('clear; echo al""ive');
    await someone.terminal.press('Enter');
    await someone.terminal.see('alive');
  },
);
