import { readFileSync } from 'node:fs';
import type { Course, Lesson, Step } from '../../course/course.ts';
import { text } from '../../i18n/text.ts';
import { type Check, defineCheck } from '../../verify/check.ts';
import { defaultParams } from './params.ts';
import { scene } from './scene.ts';

/**
 * Which checks a course of five lessons has, and which come before which: `# LESSON | TITLE | GOAL`, then `STEP: CHECK…`.
 * A check is `ID[*][!][<BEFORE,…]`: `*` sends a request, `!` does not fail before its step.
 */
const outline = readFileSync(new URL('./outline.txt', import.meta.url), 'utf8');

const nothing = text('learn.unproved', { step: '' });
const form = /^(?<id>[a-z0-9-]+)(?<sends>\*?)(?<always>!?)(?:<(?<before>.+))?$/;

function checkOf(step: string, word: string): Check {
  const { id = '', sends, always, before } = form.exec(word)?.groups ?? {};
  return defineCheck({
    ...{ id, step, after: before?.split(',') ?? [], kind: sends ? 'behaviour' : 'state' },
    ...(always ? { notCausal: nothing } : {}),
    needs: () => ({}),
    judge: () => ({ verdict: 'pass' }),
  });
}

interface Outlined extends Lesson {
  readonly held: readonly Check[];
}

function lessonOf(part: string, number: number): Outlined {
  const [head = '', ...rows] = part.trim().split('\n');
  const [lesson = '', title = '', goal = ''] = head.split(' | ');
  const steps = rows.map((row): readonly [Step, readonly Check[]] => {
    const [id = '', words = ''] = row.split(': ');
    const own = words.split(' ').map((word) => checkOf(id, word));
    const checks = own.map((check) => ({ id: check.id, title: `It holds: ${check.id}` }));
    const texts = { prose: '', look: '', hints: ['', '', ''] as const };
    return [{ ...texts, id, lesson, title: `The step ${id}`, commands: [], checks, undo: [] }, own];
  });
  return {
    ...{ id: lesson, number, title, intro: '', goal: goal.split(' ') },
    steps: steps.map(([step]) => step),
    held: steps.flatMap(([, own]) => own),
  };
}

const outlined = outline.trim().slice(2).split('\n# ').map(lessonOf);

export const allChecks: readonly Check[] = outlined.flatMap(({ held }) => held);

/** A course in outline, of the size of a real one: for plans, points and reports. */
export const course: Course = {
  identity: { id: 'one-host', names: { en: 'Container networks' } },
  lang: 'en',
  params: defaultParams,
  scene,
  lessons: outlined.map(({ held: _, ...lesson }) => lesson),
};
