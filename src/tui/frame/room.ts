import type { State } from '../model/state.ts';

/** Lesson and terminal side by side. */
export const hasRoomBeside = ({ columns }: State): boolean => columns >= 100;

/** The step screen is read, so that a terminal may stand beside it. */
const reads = ({ screen }: State): boolean => screen.type === 'step' && screen.mode.type === 'read';

/** The terminal takes the place of the panes. */
export const showsTerminalAlone = (state: State): boolean =>
  state.terminals?.focus === true && reads(state) && (state.terminals.zoomed || !hasRoomBeside(state));

/** The terminal is on the screen, alone or beside the panes. */
export const showsTerminal = (state: State): boolean =>
  showsTerminalAlone(state) ||
  (state.terminals !== undefined && screenHasRoom(state) && !(state.terminals.focus && state.terminals.zoomed));

const screenHasRoom = (state: State): boolean => state.screen.type === 'step' && hasRoomBeside(state);
