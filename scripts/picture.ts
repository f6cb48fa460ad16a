// npm run picture: the README's pictures, each a screen of the real UI on a real lab.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Learner } from '../test/e2e/learner.ts';
import { screenToSvg } from './picture/svg.ts';

const folder = join(import.meta.dirname, '../docs/img');
const size = { columns: 120, rows: 40 };

async function take(learner: Learner, name: string, title: string): Promise<void> {
  const screen = await learner.terminal.screen(true);
  const file = join(folder, `${name}.svg`);
  writeFileSync(file, await screenToSvg(screen, size.columns, size.rows, title));
  console.log(file);
}

/** Types the step's commands in the terminal beside the lesson. */
async function typeStep(learner: Learner, step: Learner['steps'][number]): Promise<void> {
  await learner.terminal.press('t');
  await learner.predict(step);
  for (const command of step.commands) {
    await learner.terminal.see('[host] ');
    await learner.terminal.type(command);
    await learner.terminal.press('Enter');
  }
  await learner.sees('ui.message.proved');
}

/** One session up to `to`, solved headless; then the step itself in the UI. */
async function picture(lang: 'en' | 'zh-CN', to: string, name: string, title: string): Promise<void> {
  const learner = await Learner.sitDown({ lang, ...size });
  try {
    const index = learner.steps.findIndex(({ id }) => id === to);
    const [before, step] = [learner.steps[index - 1], learner.steps[index]];
    if (!before || !step) throw new Error(`no step ${to}`);
    await learner.headless('solve', '--to', before.id);
    await learner.start('--lang', lang, '--lesson', step.lesson);
    await learner.sees('ui.lab.up', undefined, 60);
    // The session may open at an earlier step that is proved already: on to the one that is wanted.
    const header = ((await learner.terminal.screen()).split('\n')[0] ?? '').replaceAll('…', '');
    const first = learner.steps.findIndex(({ title }) => header.includes(title.slice(0, 14)));
    for (const next of first < 0 ? [] : learner.steps.slice(first + 1, index + 1)) {
      await learner.sees('ui.message.proved');
      await learner.terminal.press('n');
      await learner.at(next);
    }
    await learner.at(step);
    await typeStep(learner, step);
    await take(learner, name, title);
    await learner.terminal.press('q');
  } finally {
    await learner.leave();
  }
}

mkdirSync(folder, { recursive: true });
await picture('en', 'forward-bridge', 'step', 'Bridgework: the step that lets two containers talk, proved');
await picture('zh-CN', 'forward-bridge', 'step.zh-CN', 'Bridgework：让两个容器互通的那一步，已得到验证');
