import { keyboardOf } from './keyboard.ts';
import type { Lab } from './lab/lab.ts';
import { shellReport } from './lab/shared/shell-report.ts';
import type { ShellOnTerminal, Shells, TerminalSize } from './tui/model/options.ts';

/** Shells of a lab on terminals of their own, for the UI to show. */
export const shellsOf = (lab: Lab): Shells => ({
  keyboard: keyboardOf,
  async open(node, size) {
    const entry = await lab.entry(node);
    if (!entry.ok) return 'no-lab';
    const { file, args, env } = entry.value;
    return (await start({ file, args, env: { ...env, PROMPT_COMMAND: shellReport } }, size)) ?? 'no-terminal';
  },
});

async function start(
  entry: Parameters<typeof import('./lab/shared/pty.ts').openPty>[0],
  size: TerminalSize,
): Promise<ShellOnTerminal | undefined> {
  try {
    return (await import('./lab/shared/pty.ts')).openPty(entry, size);
  } catch {
    // No program for this processor or C library in the package, or no terminal left: a shell takes the whole screen instead.
    return undefined;
  }
}
