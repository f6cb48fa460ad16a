import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { lookFile } from '../ledger/look.ts';
import { runFolder } from '../machine/places.ts';

/**
 * The way in (shared/in-node.ts) for what a person does: how the machine is before and afterwards is written down, so that it can be undone.
 * Killed in between, it leaves only the first; then the next look counts (down.ts).
 */
export const journal = withValues({ RUN: runFolder, LOOK: lookFile }, scriptBeside(import.meta.url, './journal.sh'));

/** A login shell that says in which node it is; nobody's own dot files are read or written. */
export const shellArgv: readonly string[] = ['bash', '--rcfile', `${runFolder}/bashrc`, '-i'];

export const shellRc = String.raw`
PS1='\[\e[1m\][$BRIDGEWORK_NODE]\[\e[0m\] \w \$ '
HISTFILE=${runFolder}/history
alias ls='ls --color=auto' ll='ls -l'
`;
