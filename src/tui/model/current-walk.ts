import type { PictureInterface, PictureNode } from '../../picture/picture.ts';
import { type Leg, legsOf } from '../../trace/index.ts';
import type { State, StepMode } from './state.ts';

export type Walking = Extract<StepMode, { type: 'walk' }>;

/** The walk on the screen. */
export const currentWalk = ({ screen }: State): Walking | undefined =>
  screen.type === 'step' && screen.mode.type === 'walk' ? screen.mode : undefined;

/** The hop that the learner is at; absent where not even the first one could be walked. */
export function currentLeg(state: State): Leg | undefined {
  const walking = currentWalk(state);
  return walking && legsOf(walking.walk.trace)[walking.hop];
}

/** What of the picture the hop that the learner is at is about: an interface, or a node where it has none that is drawn. */
export function currentPlace(state: State): PictureInterface | PictureNode | undefined {
  const hop = currentLeg(state)?.hop;
  const node = state.picture?.nodes.find(({ name }) => name === hop?.node);
  const device = node?.interfaces.find(({ name, kind }) => name === hop?.device && kind !== 'loopback');
  // Of other machines only the name is drawn.
  return node?.kind === 'machine' ? node : (device ?? node);
}
