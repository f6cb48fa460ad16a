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
  const say = (id: 'lab.here.guard' | 'lab.here.guard-peer', lang: 'en' | 'zh-CN'): string =>
    translator(lang)(text(id));
  return withValues(
    {
      HOST_NETNS: hostNetns,
      CARDS: cardsFile,
      MOVE_EN: say('lab.here.guard', 'en'),
      MOVE_ZH: say('lab.here.guard', 'zh-CN'),
      PEER_EN: say('lab.here.guard-peer', 'en'),
      PEER_ZH: say('lab.here.guard-peer', 'zh-CN'),
    },
    scriptBeside(import.meta.url, './guard.sh'),
  );
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
