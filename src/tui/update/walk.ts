import type { Step } from '../../course/course.ts';
import { legsOf } from '../../trace/index.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import type { Command, State, Update } from '../model.ts';
import { sendingChecks } from '../select.ts';
import type { Walking } from '../walk/now.ts';
import { asking, still, withoutMessage } from './navigate.ts';
import { clamp, distance } from './scroll.ts';

/** Follows the packet of the step's first request that failed, else of its first one. */
export function follow(state: State, step: Step): Update {
  const sending = sendingChecks(state, step);
  const first = sending.find(({ verdict }) => verdict.verdict === 'fail') ?? sending[0];
  return first ? followCheck(state, step, first.check.id) : still(state);
}

function followCheck(state: State, step: Step, check: string): Update {
  const walk = state.stale[check] ? undefined : state.results[check]?.walk;
  if (walk) return still(withWalk(withoutMessage(state), check, walk));
  return asking(withoutMessage(state), { type: 'trace', step: step.id, check });
}

export const withWalk = (state: State, check: string, walk: CheckWalk): State =>
  state.screen.type === 'step'
    ? { ...state, screen: { ...state.screen, mode: { type: 'walk', check, walk, hop: 0 } } }
    : state;

/** Moves along the walk, or to the request of the next check. */
export function walking(state: State, step: Step, mode: Walking, name: Command): Update {
  if (state.screen.type !== 'step') return still(state);
  if (name === 'close') return still({ ...state, screen: { ...state.screen, mode: { type: 'read' } } });
  if (name === 'trace-next') {
    const ids = sendingChecks(state, step).map(({ check }) => check.id);
    const next = ids[(ids.indexOf(mode.check) + 1) % ids.length];
    return next === undefined || next === mode.check ? still(state) : followCheck(state, step, next);
  }
  const last = Math.max(0, legsOf(mode.walk.trace).length - 1);
  const by = distance(name, last);
  if (by === undefined) return still(state);
  const hop = clamp(mode.hop + by, 0, last);
  return still({ ...state, screen: { ...state.screen, mode: { ...mode, hop } } });
}
