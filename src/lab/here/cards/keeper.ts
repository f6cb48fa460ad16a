import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { redirectFile, runFolder } from '../machine/places.ts';

/** `NAME MAC`, one card a line; and per card what `ip` needs to give it back its addresses and routes. */
const storeFolder = `${runFolder}/kept`;

/** Writes down how the machine's cards are, so that the keeper can put one back. */
export const storeScript = (cards: readonly string[]): string =>
  withValues({ STORE: storeFolder, CARDS: cards.join(' ') }, scriptBeside(import.meta.url, './store.sh'));

/**
 * Runs as long as the lab is up, and sleeps in `ip monitor`: when one of the machine's own cards leaves its namespace,
 * whoever moved it from whatever terminal, it is fetched back with its addresses and routes before a connection breaks.
 * Found by its MAC address, in containers and named namespaces.
 */
export const keeperScript = withValues(
  { STORE: storeFolder, REDIRECT: redirectFile },
  scriptBeside(import.meta.url, './keeper.sh'),
);

const files = { KEEPER_FILE: `${runFolder}/keeper`, PID_FILE: `${runFolder}/keeper.pid` };

/** Starts the keeper that is in its file, unless it runs. */
export const startKeeper = withValues(files, scriptBeside(import.meta.url, './start-keeper.sh'));

/** Ends it with what it waits for; a number that is somebody else's by now is left alone. */
export const stopKeeper = withValues(files, scriptBeside(import.meta.url, './stop-keeper.sh'));
