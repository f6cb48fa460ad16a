import { describe, expect, it } from 'vitest';
import { maxLessonLength } from './blocks.ts';
import type { ParsedLesson } from './parse.ts';
import { type LessonText, parseLesson } from './parse.ts';
import { lessonText, stepText } from './testing/lesson-text.ts';

function parsed(source: LessonText): ParsedLesson {
  const result = parseLesson(source);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** `line id` of each problem. */
function problems(source: LessonText): string[] {
  const result = parseLesson(source);
  return result.ok ? [] : result.error.map(({ line, text }) => `${line} ${text.id}`);
}

const withStep = (parts: Parameters<typeof stepText>[0]): LessonText => lessonText([stepText(parts)]);
const whole = (text: string): LessonText => ({ home: 'lessons', folder: '1-bridge-network', lang: 'en', text });

describe('a lesson file becomes a lesson', () => {
  const { lesson, file, lineOf } = parsed(lessonText());
  const step = lesson.steps[0];

  it('takes id and number from the folder, title and intro from the head', () => {
    expect(file).toBe('lessons/1-bridge-network/en.md');
    expect(lesson).toMatchObject({ id: 'bridge-network', number: 1, title: 'Wires', intro: 'The intro.' });
  });

  it('strips the number and the markup from titles', () => {
    expect(step?.title).toBe('A switch made of software');
    expect(step?.checks).toEqual([
      { id: 'bridge-exists', title: 'There is a bridge br0' },
      { id: 'bridge-up', title: 'br0 is up' },
    ]);
  });

  it('keeps prose, look and prediction as markdown, without the commands', () => {
    expect(step?.prose).toBe('Why a **switch**.\n\n> **Careful.** An aside.');
    expect(step?.look).toBe('Look at `br0`.');
    expect(step?.prediction).toEqual({
      question: 'What happens to `c1`?',
      options: ['nothing', 'it answers'],
      answer: 1,
      explanation: 'Because of the bridge.',
    });
  });

  it('reads commands, hints and undo', () => {
    expect(step?.commands).toEqual(['ip link add br0 type bridge', 'ip link set br0 up']);
    expect(step?.hints[0]).toBe('A nudge.');
    expect(step?.undo).toEqual(['ip link del br0']);
  });

  it('knows the line of each step', () => {
    const second = stepText({ id: '<!-- step: other -->' });
    const source = lessonText([stepText(), second]);
    const lines = source.text.split('\n');
    expect(lineOf).toEqual({ bridge: 5 });
    expect(parsed(source).lineOf['other']).toBe(lines.lastIndexOf('## 1.1 A switch made of `software`') + 1);
  });

  it('lets a step go without a prediction and without undo commands', () => {
    const { steps } = parsed(withStep({ predict: '', undo: '### Undo\n\nNothing to undo.' })).lesson;
    expect(steps[0]).not.toHaveProperty('prediction');
    expect(steps[0]?.undo).toEqual([]);
  });

  it('reads Chinese headings and full-width colons', () => {
    const text = lessonText()
      .text.replace('### Predict', '### 先猜一猜')
      .replace('### Look', '### 观察')
      .replace('### Checks', '### 检查')
      .replace('### Hints', '### 提示')
      .replace('### Undo', '### 撤销')
      .replace('`bridge-up`: br0 is up', '`bridge-up`：br0 已启用');
    const { steps } = parsed({ home: 'lessons', folder: '1-bridge-network', lang: 'zh-CN', text }).lesson;
    expect(steps[0]?.checks[1]).toEqual({ id: 'bridge-up', title: 'br0 已启用' });
  });

  it('does not mind line endings, a byte order mark, or comments', () => {
    const source = lessonText();
    const windows = `\ufeff${source.text.replace('The intro.', 'The intro.\n\n<!-- a note -->').replaceAll('\n', '\r\n')}`;
    expect(parsed({ ...source, text: windows }).lesson).toEqual(parsed(source).lesson);
  });
});

describe('what is wrong is told with its line', () => {
  const cases: readonly [string, LessonText, string][] = [
    ['no title', whole(`Intro.\n\n${stepText()}`), '1 course.title'],
    ['a title without number', whole(`# Wires\n\nIntro.\n\n${stepText()}`), '1 course.title'],
    ['another number than the folder', whole(`# 2. Wires\n\nIntro.\n\n${stepText()}`), '1 course.title-number'],
    ['no intro', whole(`# 1. Wires\n\n${stepText()}`), '1 course.no-intro'],
    ['no steps', whole('# 1. Wires\n\nIntro.\n'), '1 course.no-steps'],
    ['an odd folder', { ...lessonText(), folder: 'bridge' }, '1 course.folder-name'],
    ['a step without id', withStep({ id: '' }), '5 course.step-id'],
    ['a step id with capitals', withStep({ id: '<!-- step: Bridge -->' }), '5 course.step-id'],
    ['a step id that is used twice', lessonText([stepText(), stepText()]), '48 course.step-twice'],
    ['an empty heading', withStep({ heading: '##' }), '5 course.step-title'],
    ['no prose', withStep({ prose: '' }), '5 course.no-prose'],
    ['no commands', withStep({ commands: '' }), '5 course.no-commands'],
    ['empty commands', withStep({ commands: '```sh\n```' }), '13 course.commands-empty'],
    ['commands of another language', withStep({ commands: '```text\nls\n```' }), '5 course.no-commands'],
    ['a comment among the commands', withStep({ commands: '```sh\n# why\nls\n```' }), '13 course.command-line'],
    ['a continued line', withStep({ commands: '```sh\nls \\\n-l\n```' }), '13 course.command-line'],
    ['words after the commands', withStep({ commands: '```sh\nls\n```\n\nNow look.' }), '17 course.after-commands'],
    [
      'a second block of commands',
      withStep({ commands: '```sh\nls\n```\n\n```sh\nls\n```' }),
      '17 course.after-commands',
    ],
    ['HTML', withStep({ prose: 'Why.\n\n<script>alert(1)</script>' }), '11 course.html'],
    ['no look', withStep({ look: '' }), '5 course.section-missing'],
    ['an empty look', withStep({ look: '### Look' }), '27 course.look-empty'],
    ['a section of another name', withStep({ look: '### Watch\n\nLook.' }), '5 course.section-missing'],
    ['a heading in the prose', withStep({ prose: 'Why.\n\n#### More\n\nWords.' }), '11 course.section-unknown'],
    ['a section twice', withStep({ look: '### Look\n\nA.\n\n### Look\n\nB.' }), '31 course.section-twice'],
    [
      'no ticked answer',
      withStep({ predict: '### Predict\n\nQ?\n\n- [ ] a\n- [ ] b\n\nE.' }),
      '22 course.predict-options',
    ],
    [
      'two ticked answers',
      withStep({ predict: '### Predict\n\nQ?\n\n- [x] a\n- [x] b\n\nE.' }),
      '22 course.predict-options',
    ],
    ['a single answer', withStep({ predict: '### Predict\n\nQ?\n\n- [x] a\n\nE.' }), '22 course.predict-options'],
    [
      'answers that are no tasks',
      withStep({ predict: '### Predict\n\nQ?\n\n- a\n- b\n\nE.' }),
      '22 course.predict-options',
    ],
    ['no explanation', withStep({ predict: '### Predict\n\nQ?\n\n- [x] a\n- [ ] b' }), '18 course.predict-shape'],
    ['no question', withStep({ predict: '### Predict\n\n- [x] a\n- [ ] b\n\nE.' }), '18 course.predict-shape'],
    ['no answers', withStep({ predict: '### Predict\n\nQ?\n\nE.' }), '18 course.predict-shape'],
    ['checks in words', withStep({ checks: '### Checks\n\nAll is well.' }), '31 course.checks-shape'],
    ['a check without id', withStep({ checks: '### Checks\n\n- It works' }), '31 course.check-shape'],
    ['a check id that is not code', withStep({ checks: '### Checks\n\n- up: It works' }), '31 course.check-shape'],
    ['two hints', withStep({ hints: '### Hints\n\n1. a\n2. b' }), '36 course.hints-shape'],
    ['four hints', withStep({ hints: '### Hints\n\n1. a\n2. b\n3. c\n4. d' }), '36 course.hints-shape'],
    ['an empty hint', withStep({ hints: '### Hints\n\n1. a\n2.\n3. c' }), '36 course.hints-shape'],
    ['bullets as hints', withStep({ hints: '### Hints\n\n- a\n- b\n- c' }), '36 course.hints-shape'],
    ['an empty undo', withStep({ undo: '### Undo' }), '42 course.undo-shape'],
    ['two undo blocks', withStep({ undo: '### Undo\n\n```sh\na\n```\n\n```sh\nb\n```' }), '42 course.undo-shape'],
    ['a control character', withStep({ prose: 'Why \u001b[2J not.' }), '9 course.unsafe-character'],
    ['a direction override', withStep({ prose: 'Why \u202e not.' }), '9 course.unsafe-character'],
  ];
  it.each(cases)('%s', (_name, source, expected) => {
    expect(problems(source)).toContain(expected);
  });

  it('sections in another order', () => {
    const source = lessonText();
    const [head, look, checks, rest] = source.text.split(/(?=### (?:Look|Checks|Hints))/);
    expect(problems({ ...source, text: [head, checks, look, rest].join('') })).toEqual(['32 course.section-order']);
  });

  it('several problems at once', () => {
    expect(problems(withStep({ hints: '', undo: '', prose: '' }))).toHaveLength(3);
  });
});

describe('hostile files end as problems, not as exceptions', () => {
  const cases: readonly [string, string][] = [
    ['nothing', ''],
    ['blank space', '\n\n  \n'],
    ['a huge file', 'x'.repeat(maxLessonLength + 1)],
    ['quotations nested thousands deep', `# 1. T\n\n${'>'.repeat(30_000)} x`],
    ['lists nested thousands deep', `# 1. T\n\n${'- '.repeat(20_000)}x`],
    ['an open code block', '# 1. T\n\nIntro.\n\n## 1.1 S\n\n<!-- step: s -->\n\n```sh\nrm -rf /'],
    ['an open comment', '# 1. T\n\nIntro.\n\n## 1.1 S\n\n<!-- step: s'],
    ['a NUL', '# 1. T\u0000'],
    ['only headings', '# # #\n## ##\n### ###\n'],
    ['a step id with a way up', '# 1. T\n\nI.\n\n## 1.1 S\n\n<!-- step: ../../etc -->\n'],
  ];
  it.each(cases)('%s', (_name, text) => {
    expect(problems(whole(text)).length).toBeGreaterThan(0);
  });

  it('a step named like a property of every object is an ordinary step', () => {
    const { lineOf, lesson } = parsed(withStep({ id: '<!-- step: constructor -->' }));
    expect(lesson.steps[0]?.id).toBe('constructor');
    expect(lineOf['constructor']).toBe(5);
  });
});
