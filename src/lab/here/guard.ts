import { type Lang, langs, spokenIn } from '../../i18n/lang.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { quote } from '../../text/quote.ts';
import { runFolder } from './places.ts';

/** Every name of a card of this machine, one a line. */
export const cardsFile = `${runFolder}/cards`;

/**
 * Takes the place of ip(8) in the PATH of all that the lab starts: what moves one of the machine's own cards into another
 * network namespace is refused before it happens, however the name came into the command (docs/handbook.md#f14). Only in the machine's
 * own namespace: inside a container `eth0` is a cable's end.
 */
export function guardScript(hostNetns: string): string {
  const say = (id: 'lab.here.guard' | 'lab.here.guard-peer', lang: Lang): string => quote(translator(lang)(text(id)));
  const [inEnglish, ...others] = langs;
  const arms = (before: string, id: Parameters<typeof say>[0]): readonly string[] => [
    ...others.map((lang) => `    ${before}*${spokenIn(lang)}*) words=${say(id, lang)} ;;`),
    `    ${before}*) words=${say(id, inEnglish)} ;;`,
  ];
  return String.raw`#!/bin/sh
real=
for dir in /usr/sbin /usr/bin /sbin /bin; do [ -z "$real" ] && [ -x $dir/ip ] && real=$dir/ip; done
refuse() {
  case "$1 $LC_ALL$LC_MESSAGES$LANG" in
${[...arms('peer', 'lab.here.guard-peer'), ...arms('', 'lab.here.guard')].join('\n')}
  esac
  printf '%s\n' "$words" | sed "s/NIC/$2/g" >&2
  exit 2
}
# A name that is free, since somebody renamed the card, may be given back to it.
is_there() { [ -e /proc/sys/net/ipv4/conf/"$1" ]; }
is_card() { grep -qxF -e "$1" ${cardsFile} 2>/dev/null; }
if [ "$(readlink /proc/self/ns/net)" = '${hostNetns}' ]; then
  moving= card= batch= before= peer=
  for word; do
    [ "$word" != netns ] || moving=1
    case $before in -b | -batch | -batc | -bat | -ba) batch=$word ;; peer | name) ! is_card "$word" || ! is_there "$word" || peer=$word ;; *) ! is_card "$word" || card=$word ;; esac
    before=$word
  done
  [ -z "$moving" ] || [ -z "$card" ] || refuse move "$card"
  # The kernel would refuse it too ("File exists"), but say neither why nor what is safe.
  [ -n "$moving" ] || [ -z "$peer" ] || refuse peer "$peer"
  if [ -n "$batch" ] && [ -r "$batch" ] && [ -f "$batch" ]; then
    while read -r card; do ! grep -w netns "$batch" | grep -qwF -e "$card" || refuse move "$card"; done <${cardsFile}
  fi
fi
exec $real "$@"
`;
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
