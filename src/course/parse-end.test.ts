import { describe, expect, it } from 'vitest';
import { parseLesson } from './parse.ts';
import { lessonText, stepText } from './testing/lesson-text.ts';

const parts = {
  heading: '## What you have',
  mark: '<!-- end -->',
  prose: 'A *switch*.',
  counterpart: '### In Docker\n\nIt writes:\n\n```text docker-1\n-A FORWARD -i br0 -j ACCEPT\n```',
  experiments:
    '### Try it\n\n1. What if?\n\n   ```sh\n   ip link set br0 down\n   ip link set br0 up\n   ```\n\n   It is `DOWN`.',
};
const page = (changed: Partial<typeof parts> = {}): string =>
  Object.values({ ...parts, ...changed })
    .filter(Boolean)
    .join('\n\n');
const parse = (...texts: readonly string[]) => parseLesson(lessonText(texts));
const problemsOf = (...texts: readonly string[]): readonly string[] => {
  const parsed = parse(...texts);
  return parsed.ok ? [] : parsed.error.map(({ text }) => text.id);
};

describe('the page after the last step', () => {
  it('is read as data', () => {
    const parsed = parse(stepText(), page());
    expect(parsed.ok && parsed.value.lesson.end).toEqual({
      title: 'What you have',
      prose: 'A *switch*.',
      counterpart: 'It writes:\n\n```text docker-1\n-A FORWARD -i br0 -j ACCEPT\n```',
      experiments: [
        { question: 'What if?', commands: ['ip link set br0 down', 'ip link set br0 up'], outcome: 'It is `DOWN`.' },
      ],
      needs: [],
    });
  });

  it('is no step, and a lesson may do without it', () => {
    const [with_, without] = [parse(stepText(), page()), parse(stepText())];
    expect(with_.ok && with_.value.lesson.steps).toEqual(without.ok && without.value.lesson.steps);
    expect(without.ok && without.value.lesson.end).toBeUndefined();
  });

  it('stands last, after a step', () => {
    expect(problemsOf(page(), stepText())).toEqual(['course.step-id']);
    expect(problemsOf(page())).toEqual(['course.no-steps']);
  });

  it.each([
    ['no title', { heading: '##' }, 'course.end-shape'],
    ['no prose', { prose: '' }, 'course.end-shape'],
    ['no counterpart', { counterpart: '' }, 'course.end-shape'],
    ['nothing in the counterpart', { counterpart: '### In Docker' }, 'course.end-shape'],
    ['another section', { counterpart: `${parts.counterpart}\n\n### Look\n\nHere.` }, 'course.end-shape'],
    [
      'the sections the other way round',
      { counterpart: parts.experiments, experiments: parts.counterpart },
      'course.end-shape',
    ],
    ['HTML', { prose: '<div>A switch.</div>' }, 'course.html'],
    ['experiments without a list', { experiments: '### Try it\n\nWhat if?' }, 'course.experiments-shape'],
    ['an experiment without commands', { experiments: '### Try it\n\n1. What if?' }, 'course.experiments-shape'],
    [
      'an experiment without a question',
      { experiments: '### Try it\n\n1. ```sh\n   ip link\n   ```\n\n   It is there.' },
      'course.experiments-shape',
    ],
    [
      'an experiment without an outcome',
      { experiments: '### Try it\n\n1. What if?\n\n   ```sh\n   ip link\n   ```' },
      'course.experiments-shape',
    ],
    [
      'a comment among the commands',
      { experiments: '### Try it\n\n1. What if?\n\n   ```sh\n   # ip\n   ```\n\n   So.' },
      'course.command-line',
    ],
  ])('is refused with %s', (_, changed, problem) => {
    expect(problemsOf(stepText(), page(changed))).toContain(problem);
  });
});
