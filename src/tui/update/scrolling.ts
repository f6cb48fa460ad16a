import { paneIn } from '../frame/body-frame.ts';
import type { Frame } from '../frame/frame.ts';
import type { Command } from '../model/action.ts';
import type { State } from '../model/state.ts';
import { clamp, lastOffset } from '../text/viewport.ts';

/** How far a movement command goes, in lines; ends are as far as possible. */
export function distance(command: Command, page: number): number | undefined {
  switch (command) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'page-up':
      return -Math.max(1, page - 1);
    case 'page-down':
      return Math.max(1, page - 1);
    case 'top':
      return Number.NEGATIVE_INFINITY;
    case 'bottom':
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}

/** Moves the pane in use from where the frame of this state has it. */
export function scrollPane(state: State, command: Command, { body }: Frame): State {
  const pane = paneIn(body, state.pane);
  if (!pane) return state;
  const by = distance(command, pane.height);
  if (by === undefined) return state;
  const last = lastOffset(pane);
  const offset = clamp(pane.offset + by, 0, last);
  const offsets = { ...state.offsets };
  // At its end the run pane goes back to following new output.
  if (state.pane === 'run' && offset === last) delete offsets.run;
  else offsets[state.pane] = offset;
  return { ...state, offsets };
}

export function scrollHelp(state: State, command: Command, { body }: Frame): State {
  if (body.type !== 'help') return state;
  const by = distance(command, body.height);
  if (by === undefined) return state;
  return { ...state, overlay: { type: 'help', offset: clamp(body.offset + by, 0, lastOffset(body)) } };
}
