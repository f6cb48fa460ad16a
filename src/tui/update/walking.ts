import type { Step } from '../../course/course.ts';
import { legsOf } from '../../trace/index.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import type { Command, Update } from '../model/action.ts';
import type { Walking } from '../model/current-walk.ts';
import { sendingChecks } from '../model/selectors.ts';
import { otherView, type State, withoutMessage } from '../model/state.ts';
import { clamp } from '../text/viewport.ts';
import { withEffects, withoutEffects } from './navigation.ts';
import { distance } from './scrolling.ts';

/** Follows the packet of the step's first request that failed, else of its first one. */
export function follow(state: State, step: Step): Update {
  const sending = sendingChecks(state, step);
  const first = sending.find(({ verdict }) => verdict.verdict === 'fail') ?? sending[0];
  return first ? followCheck(state, step, first.check.id) : withoutEffects(state);
}

function followCheck(state: State, step: Step, check: string): Update {
  const walk = state.stale[check] ? undefined : state.results[check]?.walk;
  if (walk) return withoutEffects(withWalk(withoutMessage(state), check, walk));
  return withEffects(withoutMessage(state), { type: 'trace', step: step.id, check });
}

export const withWalk = (state: State, check: string, walk: CheckWalk): State =>
  state.screen.type === 'step'
    ? { ...state, screen: { ...state.screen, mode: { type: 'walk', check, walk, hop: 0 } } }
    : state;

/** Moves along the walk, or to the request of the next check. */
export function walking(state: State, step: Step, mode: Walking, name: Command): Update {
  if (state.screen.type !== 'step') return withoutEffects(state);
  if (name === 'close') return withoutEffects({ ...state, screen: { ...state.screen, mode: { type: 'read' } } });
  if (name === 'hooks') return withoutEffects(otherView(state));
  if (name === 'trace-next') {
    const ids = sendingChecks(state, step).map(({ check }) => check.id);
    const next = ids[(ids.indexOf(mode.check) + 1) % ids.length];
    return next === undefined || next === mode.check ? withoutEffects(state) : followCheck(state, step, next);
  }
  const last = Math.max(0, legsOf(mode.walk.trace).length - 1);
  const by = distance(name, last);
  if (by === undefined) return withoutEffects(state);
  const hop = clamp(mode.hop + by, 0, last);
  return withoutEffects({ ...state, screen: { ...state.screen, mode: { ...mode, hop } } });
}
