import type { Line } from '../text/span.ts';
import { clamp } from '../text/viewport.ts';

/** What a shell's terminal shows: rows as lines of at most `columns` cells, cleaned. */
export interface TerminalScreen {
  readonly columns: number;
  readonly rows: number;
  readonly lines: readonly Line[];
  /** Rows between what is shown and the newest ones; 0: it follows its output. */
  readonly back: number;
}

/** One shell, in one node of the lab. */
export interface Tab {
  readonly id: number;
  readonly node: string;
  readonly screen?: TerminalScreen;
  /** Number in the shell's history of the line that it reported last: a prompt alone reports none anew. */
  readonly reported?: string;
}

/** `type`: keys go to the shell. `command`: the next key is ours. `scroll`: what has scrolled away is read. `node`: where to open one. */
export type TerminalMode = 'type' | 'command' | 'scroll' | 'node';

/** The shells beside the lesson; there is at least one tab. */
export interface Terminals {
  readonly tabs: readonly Tab[];
  /** Id of the tab that is shown. */
  readonly active: number;
  /** Keys go to the terminal and not to the lesson. */
  readonly focus: boolean;
  readonly mode: TerminalMode;
  /** Percent of the columns that it takes beside the lesson. */
  readonly share: number;
  /** It takes the lesson's place too. */
  readonly zoomed: boolean;
}

export const mostTabs = 6;
const shares = { least: 30, most: 70, first: 52, by: 4 };

/** With one more tab, in this node, which has the keyboard. */
export function withTab(terminals: Terminals | undefined, node: string): Terminals {
  const before = terminals?.tabs ?? [];
  const id = Math.max(0, ...before.map((tab) => tab.id)) + 1;
  return {
    share: terminals?.share ?? shares.first,
    zoomed: terminals?.zoomed ?? false,
    tabs: [...before, { id, node }],
    active: id,
    focus: true,
    mode: 'type',
  };
}

/** Without this tab; the one before it takes its place. `undefined` when none is left. */
export function withoutTab(terminals: Terminals, id: number): Terminals | undefined {
  const at = terminals.tabs.findIndex((tab) => tab.id === id);
  if (at < 0) return terminals;
  const tabs = terminals.tabs.filter((tab) => tab.id !== id);
  const next = terminals.active === id ? tabs[Math.max(0, at - 1)]?.id : terminals.active;
  return next === undefined ? undefined : { ...terminals, tabs, active: next };
}

export const withScreen = (terminals: Terminals, id: number, screen: TerminalScreen): Terminals => ({
  ...terminals,
  tabs: terminals.tabs.map((tab) => (tab.id === id ? { ...tab, screen } : tab)),
});

export const resized = (terminals: Terminals, by: 1 | -1): Terminals => ({
  ...terminals,
  share: clamp(terminals.share + by * shares.by, shares.least, shares.most),
});

export const activeTab = (terminals: Terminals | undefined): Tab | undefined =>
  terminals?.tabs.find((tab) => tab.id === terminals.active);
