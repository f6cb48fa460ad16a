import type { Session } from '../../learn/session.ts';
import { traceOf, unreachable } from '../../result.ts';
import type { Action, Effect } from '../model/action.ts';
import type { State } from '../model/state.ts';

export interface World {
  readonly session: Session;
  readonly state: () => State;
  readonly dispatch: (action: Action) => void;
  /** Hands the terminal to the lab's shell; false when there is none. */
  readonly openShell: () => Promise<boolean>;
  readonly quit: () => void;
}

/** Does effects one after the other and reports each. An exception is a bug: the UI says so and stops there. */
export async function perform(world: World, effects: readonly Effect[]): Promise<void> {
  try {
    for (const effect of effects) {
      const ok = await doOne(world, effect);
      world.dispatch({ type: 'effect-done', effect, ok });
    }
  } catch (error) {
    world.dispatch({ type: 'bug', message: traceOf(error) });
  }
}

async function doOne({ session, state, openShell, quit }: World, effect: Effect): Promise<boolean> {
  switch (effect.type) {
    case 'start':
      await session.start();
      return state().lab.state === 'up';
    case 'run':
      return session.run(effect.step, effect.commands);
    case 'check':
      return effect.asked ? session.check(effect.steps) : session.look(effect.steps);
    case 'undo':
      return session.undo(effect.step);
    case 'next':
      return session.next(effect.step);
    case 'skip':
      return session.skip(effect.step);
    case 'go-to':
      return session.goTo(effect.step);
    case 'hint':
      return session.hint(effect.step);
    case 'solve':
      return session.solve(effect.step);
    case 'predict':
      return session.predict(effect.step, effect.option);
    case 'trace':
      return session.walk(effect.check);
    case 'reset':
      return session.reset();
    case 'shell':
      return openShell();
    case 'cancel':
      session.cancel();
      return true;
    case 'quit':
      quit();
      return true;
    default:
      return unreachable(effect);
  }
}
