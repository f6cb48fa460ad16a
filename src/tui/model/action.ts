import type { SessionEvent, Way } from '../../learn/session.ts';
import type { State } from './state.ts';
import type { TerminalScreen } from './terminal.ts';

/** Everything the UI may ask of the world. `store/effects.ts` does it, never the reducer. */
export type Effect =
  | { readonly type: 'run'; readonly step: string; readonly commands?: readonly string[] }
  /** `asked`: the learner wants the verdict; else it is only a look at how things stand. */
  | { readonly type: 'check'; readonly steps: readonly string[]; readonly asked: boolean }
  | { readonly type: 'undo' | 'next' | 'skip' | 'go-to' | 'hint' | 'show-line' | 'solve'; readonly step: string }
  | { readonly type: 'take'; readonly way: Way }
  | { readonly type: 'predict'; readonly step: string; readonly option: number }
  | { readonly type: 'decline' | 'looked'; readonly step: string }
  /** Walks the request of a check of this step. */
  | { readonly type: 'trace'; readonly step: string; readonly check: string }
  /** A shell in a node, on the tab of this id. */
  | { readonly type: 'terminal-open'; readonly id: number; readonly node: string }
  | { readonly type: 'terminal-close'; readonly id: number }
  | { readonly type: 'terminal-type'; readonly id: number; readonly text: string }
  | { readonly type: 'terminal-scroll'; readonly id: number; readonly by: number | 'end' }
  | { readonly type: 'start' | 'cancel' | 'reset' | 'shell' | 'quit' };

/** What a shell on a terminal of ours did. */
export type TerminalEvent =
  | { readonly type: 'screen'; readonly id: number; readonly screen: TerminalScreen }
  /** `0;  12  ip link`: how the latest command ended, and its line of the history. */
  | { readonly type: 'report'; readonly id: number; readonly report: string }
  | { readonly type: 'ended'; readonly id: number; readonly code: number }
  /** This machine gives us no terminals: a shell takes the whole screen. */
  | { readonly type: 'unavailable'; readonly id: number };

export type Action =
  | { readonly type: 'terminal'; readonly event: TerminalEvent }
  | { readonly type: 'session'; readonly event: SessionEvent }
  | { readonly type: 'command'; readonly command: Command }
  /** Characters typed or pasted while a command line is edited. */
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  /** Straight to a step, without the map. */
  | { readonly type: 'go-to'; readonly step: string }
  /** The promise of an effect came back. */
  | { readonly type: 'effect-done'; readonly effect: Effect; readonly ok: boolean }
  | { readonly type: 'bug'; readonly message: string };

export const commands = [
  'run', 'way', 'show-line', 'edit', 'answer', 'decline', 'check', 'next', 'back', 'undo', 'skip', 'solve', 'hint', 'why', 'trace', 'trace-next', 'map', 'lesson-end', 'shell', 'lang', 'cancel', 'reset',
  'help', 'quit', 'retry', 'read-on', 'choose', 'close', 'yes', 'no', 'up', 'down', 'page-up', 'page-down', 'top', 'bottom',
  'pane-next', 'pane-back', 'pane-lesson', 'pane-run', 'pane-checks', 'pane-picture', 'hooks', 'option-1', 'option-2', 'option-3',
  'option-4', 'option-5', 'option-6', 'terminal-command', 'terminal-back', 'terminal-lesson', 'terminal-prefix', 'terminal-node', 'terminal-close',
  'terminal-scroll', 'terminal-zoom', 'terminal-wider', 'terminal-narrower', 'left', 'right', 'line-start', 'line-end', 'erase', 'delete', 'erase-line',
] as const; // biome-ignore format: a list of words
/** Named things a learner can do; keys are bound to them in `keymap.ts` and words in the plain mode. */
export type Command = (typeof commands)[number];

export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}
