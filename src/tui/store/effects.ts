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
  /** Shells beside the lesson. */
  readonly shells?: {
    open(id: number, node: string): Promise<boolean>;
    close(id: number): void;
    type(id: number, text: string): void;
    scroll(id: number, by: number | 'end'): void;
  };
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

async function doOne({ session, state, openShell, shells, quit }: World, effect: Effect): Promise<boolean> {
  switch (effect.type) {
    case 'start':
      await session.start();
      return state().lab.state === 'up';
    case 'run':
      return (await session.run(effect.step, effect.commands)).ok;
    case 'check':
      return (await (effect.asked ? session.check(effect.steps) : session.look(effect.steps))).ok;
    case 'undo':
      return (await session.undo(effect.step)).ok;
    case 'next':
      return (await session.next(effect.step)).ok;
    case 'skip':
      return (await session.skip(effect.step)).ok;
    case 'go-to':
      return (await session.goTo(effect.step)).ok;
    case 'take':
      return (await session.take(effect.way)).ok;
    case 'show-line':
      return (await session.showLine(effect.step)).ok;
    case 'hint':
      return (await session.hint(effect.step)).ok;
    case 'solve':
      return (await session.solve(effect.step)).ok;
    case 'predict':
      return (await session.predict(effect.step, effect.option)).ok;
    case 'decline':
      return (await session.decline(effect.step)).ok;
    case 'looked':
      return (await session.looked(effect.step)).ok;
    case 'trace':
      return (await session.walk(effect.check)).ok;
    case 'reset':
      return (await session.reset()).ok;
    case 'shell':
      return openShell();
    case 'terminal-open':
      return (await shells?.open(effect.id, effect.node)) ?? false;
    case 'terminal-close':
      shells?.close(effect.id);
      return true;
    case 'terminal-type':
      shells?.type(effect.id, effect.text);
      return true;
    case 'terminal-scroll':
      shells?.scroll(effect.id, effect.by);
      return true;
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
