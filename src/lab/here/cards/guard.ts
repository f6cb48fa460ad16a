import { type Lang, langs, spokenIn } from '../../../i18n/lang.ts';
import { text } from '../../../i18n/text.ts';
import { translator } from '../../../i18n/translate.ts';
import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import { runFolder } from '../machine/places.ts';

/** Every name of a card of this machine, one a line. */
export const cardsFile = `${runFolder}/cards`;

/**
 * Takes the place of ip(8) in the PATH of all that the lab starts: what moves one of the machine's own cards into another
 * network namespace is refused before it happens, however the name came into the command (docs/handbook.md#f14). Only in the machine's
 * own namespace: inside a container `eth0` is a cable's end.
 */
export function guardScript(hostNetns: string): string {
  return withValues(
    { HOST_NETNS: hostNetns, CARDS: cardsFile, REFUSALS: [...refusals('move'), ...refusals('peer')].join('\n') },
    scriptBeside(import.meta.url, './guard.sh'),
  );
}

const refusalIds = { move: 'lab.here.guard', peer: 'lab.here.guard-peer' } as const;

/** `KIND PART-OF-A-LOCALE WORDS` for each language, `.` for the first, which is last here: it stands in for all others. */
function refusals(kind: keyof typeof refusalIds): readonly string[] {
  const [first, ...others] = langs;
  const words = (lang: Lang): string => translator(lang)(text(refusalIds[kind]));
  return [...others.map((lang) => `${kind} ${spokenIn(lang)} ${words(lang)}`), `${kind} . ${words(first)}`];
}

/** Whether a line as typed names a card where one is moved; the guard sees what the shell makes of it, this what it is told to by path. */
export function movesCard(line: string, cards: readonly string[]): string | undefined {
  if (!/(^|[\s;&|(/])ip(\s+\S+)*\s+l(i(n(k)?)?)?\s/.test(line) || !/\snetns\s/.test(line)) return undefined;
  return line
    .split(/&&|\|\||[;|\n]/)
    .filter(
      (part) =>
        /\sse?t?\s/.test(part) && /\snetns\s/.test(part) && !/nsenter|netns\s+exec|\bip\s+(-n|-netns)\b/.test(part),
    )
    .flatMap((part) => part.split(/\s+/).slice(0, part.split(/\s+/).indexOf('netns')))
    .find((word) => cards.includes(word));
}
