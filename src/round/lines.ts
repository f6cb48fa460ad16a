/** What follows `start` in the first line that begins with it, up to the end of that line; undefined where there is none. */
export function lineAfter(text: string, start: string): string | undefined {
  const at = text.startsWith(start) ? 0 : text.indexOf(`\n${start}`) + 1;
  if (at === 0 && !text.startsWith(start)) return undefined;
  const end = text.indexOf('\n', at);
  return text.slice(at + start.length, end < 0 ? undefined : end);
}

/** Lines of at most so many characters: what is longer was not written by the program that we asked. */
export const linesUpTo = (text: string, most: number): readonly string[] =>
  text.split('\n').filter((line) => line.length <= most);
