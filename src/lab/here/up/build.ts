import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { foreignFile } from '../../shared/sweep.ts';
import { cardsFile, guardScript } from '../cards/guard.ts';
import { keeperScript, storeScript } from '../cards/keeper.ts';
import { shellRc } from '../entry/entry.ts';
import { lookFile, lookScript, otherBackendFile } from '../ledger/look.ts';
import { ledgerFile, redirectFile, runFolder } from '../machine/places.ts';
import { redirectScript } from '../nodes/redirect.ts';
import type { Known } from '../record/knowledge.ts';
import { type HereState, hereStateJson, stateFile } from '../record/state.ts';

/** Writes down how the machine is, before anything is changed, and puts the guard in place. */
export const prepareScript = (state: HereState, { boot, ledger }: Known): string =>
  [
    withValues(
      {
        RUN: runFolder,
        STATE_FILE: stateFile,
        STATE: hereStateJson(state),
        LEDGER: ledgerFile,
        // What outlives a reboot: of a lab of before, whose containers are still there, its own list counts.
        BOOT: boot,
        NAMES: JSON.stringify(state.plan.own.containers),
        KNOWN: ledger ? JSON.stringify(ledger.containers) : '',
        FOREIGN: foreignFile,
        OTHER_BACKEND: otherBackendFile,
        LOOK_FILE: lookFile,
        LOOK: lookScript,
        CARDS_FILE: cardsFile,
        CARDS: state.cards.join('\n'),
        UPLINK: state.plan.uplink,
        SHELL_RC: shellRc,
        // Only the machine knows its own namespace.
        GUARD: guardScript('@NETNS@'),
        KEEPER: keeperScript,
        REDIRECT_FILE: redirectFile,
        REDIRECT: redirectScript(state.plan),
      },
      scriptBeside(import.meta.url, './prepare.sh'),
    ),
    storeScript(state.cards),
  ].join('\n');

/** The lab's own changes are the first entry of the ledger. */
export const settledScript = `sh ${lookFile} >${runFolder}/journal/0.after\n`;

/** Loads the containers' image, unless the engine has it, and gives it the name that the course calls it by. */
export const imageScript = (image: string, archive: string): string =>
  withValues({ IMAGE: image, ARCHIVE: archive }, scriptBeside(import.meta.url, './image.sh'));

/** What the course relies on; `down` gives back what was there before. */
export const switchesScript = (uplink: string): string =>
  withValues({ UPLINK: uplink }, scriptBeside(import.meta.url, './switches.sh'));
