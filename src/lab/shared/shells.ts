import type { Lab } from '../lab.ts';
import { keyboardOf } from './keyboard.ts';
import type { PtyProcess } from './pty.ts';
import { shellReport } from './shell-report.ts';

/** Shells of a lab on terminals of their own, for a screen that shows them, and the keyboard that they are typed on. */
export const shellsOf = (lab: Lab) => ({
  keyboard: keyboardOf,
  async open(
    node: string,
    size: { readonly columns: number; readonly rows: number },
  ): Promise<PtyProcess | 'no-lab' | 'no-terminal'> {
    const entry = await lab.entry(node);
    if (!entry.ok) return 'no-lab';
    const { file, args, env } = entry.value;
    try {
      const { openPty } = await import('./pty.ts');
      return openPty({ file, args, env: { ...env, PROMPT_COMMAND: shellReport } }, size);
    } catch {
      // No program for this processor or C library, or no terminal left: a shell takes the whole screen instead.
      return 'no-terminal';
    }
  },
});
