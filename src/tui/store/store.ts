import { type Frame, frameAfter } from '../frame/frame.ts';
import type { Action, Effect } from '../model/action.ts';
import type { State } from '../model/state.ts';
import { update } from '../update/update.ts';

export interface Store {
  readonly state: () => State;
  /** The frame of the latest state, laid out when somebody first asks for it. */
  readonly frame: () => Frame;
  readonly dispatch: (action: Action) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** About thirty frames a second: output of a busy command must not cost a render for each chunk. */
const frameMs = 33;

/**
 * Holds the state, and hands effects to `perform`. Listeners hear of output in batches, and of everything else at once.
 * `onAction` sees every action with the state after it.
 */
export function createStore(
  first: State,
  perform: (effects: readonly Effect[]) => void,
  onAction?: (action: Action, state: State) => void,
): Store {
  let state = first;
  let laidOut: { readonly state: State; readonly frame: Frame } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const frame = (): Frame => {
    if (laidOut?.state !== state) laidOut = { state, frame: frameAfter(laidOut, state) };
    return laidOut.frame;
  };
  const notify = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    frame,
    dispatch(action) {
      const next = update(state, action, frame);
      state = next.state;
      onAction?.(action, state);
      const batched = action.type === 'session' && action.event.type === 'line-output';
      if (!batched) notify();
      else timer ??= setTimeout(notify, frameMs);
      if (next.effects.length > 0) perform(next.effects);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
