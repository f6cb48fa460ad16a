/** Lines that end many messages and say nothing: mount(8)'s hint at the kernel's log, the hint at a usage text. */
const hints = /^(dmesg\(1\) may have more information|try '.*--help'|see '.*--help'|usage:)/i;

const failing =
  /\b(fail(ed|ure)?|fatal|panic|denied|refused|not permitted|cannot|can't|unable|no such|not found|invalid|bad|too many|no space|read-only|could not)\b/i;

/**
 * The line of somebody else's words that says what failed: of those that name a failure, the last one, for programs say first
 * what they do and at last why they end. Without such a line, the last one that is no mere hint.
 */
export function lineThatMatters(words: string): string {
  const lines = words
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !hints.test(line));
  return lines.findLast((line) => failing.test(line)) ?? lines.at(-1) ?? '';
}
