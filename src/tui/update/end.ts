import type { Step } from '../../course/course.ts';
import type { Frame } from '../frame/frame.ts';
import type { Command, Update } from '../model/action.ts';
import { courseOf, lessonOf } from '../model/selectors.ts';
import { type State, withoutMessage, withoutOverlay } from '../model/state.ts';
import { clamp, lastOffset } from '../text/viewport.ts';
import { enterHere, neighbour, openMap, withEffects, withoutEffects } from './navigation.ts';
import { distance } from './scrolling.ts';

/** The page of a lesson, if it has one. */
export const atEnd = (state: State, lesson: string): State | undefined =>
  courseOf(state).lessons.find(({ id }) => id === lesson)?.end
    ? { ...withoutMessage(withoutOverlay(state)), screen: { type: 'end', lesson, offset: 0 } }
    : undefined;

/** The page after this step, if it is the last of a lesson that has one. */
export const endAfter = (state: State, step: Step): State | undefined =>
  lessonOf(state, step)?.steps.at(-1)?.id === step.id ? atEnd(state, step.lesson) : undefined;

/** What a key does on the page: scroll, the next lesson's first step, the step before, the map. */
export function onEnd(state: State, name: Command, shown: () => Frame): Update {
  const { screen } = state;
  if (screen.type !== 'end') return withoutEffects(state);
  if (name === 'map') return withoutEffects(openMap(state));
  if (name === 'close') return enterHere(state);
  const last = courseOf(state)
    .lessons.find(({ id }) => id === screen.lesson)
    ?.steps.at(-1);
  if (name === 'back') return last ? withEffects(state, { type: 'go-to', step: last.id }) : withoutEffects(state);
  if (name === 'next') {
    const after = last && neighbour(state, last, 1);
    return after
      ? withEffects(state, { type: 'go-to', step: after.id })
      : withoutEffects({ ...withoutMessage(state), screen: { type: 'finish' } });
  }
  const { body } = shown();
  const by = body.type === 'end' ? distance(name, body.height) : undefined;
  if (body.type !== 'end' || by === undefined) return withoutEffects(state);
  return withoutEffects({ ...state, screen: { ...screen, offset: clamp(body.offset + by, 0, lastOffset(body)) } });
}
