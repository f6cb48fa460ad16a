import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { LookCause, Target } from '../grade/grade.ts';
import { type Text, text } from '../i18n/text.ts';
import type { LabFailure, SpareLab } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import { readFileUpTo } from './read-file.ts';

/** What a student hands in as commands: some hundred lines; a long history is some hundred kilobytes. */
const mostBytes = 1024 * 1024;
/** Commands of the whole course take some ten seconds. */
const seconds = 60;
/** A file that they write may have, in blocks of 512 bytes. */
const mostBlocks = 400_000;

/** Commands that somebody handed in, as a script of bash. */
export interface Handed {
  readonly file: string;
  readonly sha256: string;
  readonly script: string;
}

/** `ada.sh`, `ada.history`: by the file's name whose they are. */
export const studentOf = (file: string): string =>
  basename(file).replace(/\.(?:sh|bash|zsh|txt|log|hist|history)$/i, '');

/** A script or a shell's history: of bash with or without times, of zsh with them, or what `history` prints. */
export function commandsIn(content: string): string {
  const lines = content.replaceAll('\r\n', '\n').split('\n');
  if (content.startsWith('#!')) return lines.join('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  const isNumbered = filled.length > 0 && filled.every((line) => /^ {0,6}\d{1,6}[ *] \S/.test(line));
  return (
    lines
      .map((line) => (isNumbered ? line.replace(/^ {0,6}\d{1,6}[ *] /, '') : line.replace(/^: \d{1,12}:\d{1,9};/, '')))
      // The end of a session in a history ends nothing here; in a branch of a script something has to stand in its place.
      .map((line) => (/^\s*(?:exit|logout)(?:\s+\d+)?\s*$/.test(line) ? ':' : line))
      .join('\n')
  );
}

/** Reads what was handed in: bounded, no device, and nothing but text. */
export async function readHanded(file: string): Promise<Result<Handed, Text>> {
  const read = await readFileUpTo(file, mostBytes);
  if (!read.ok) return err(text('grade.rerun.unreadable', { file, reason: read.error }));
  const content = decoded(read.value);
  if (content === undefined) return err(text('grade.rerun.no-text', { file }));
  const script = commandsIn(content);
  if (/^[:\s]*$/.test(script)) return err(text('grade.rerun.empty', { file }));
  return ok({ file: basename(file), sha256: createHash('sha256').update(read.value).digest('hex'), script });
}

function decoded(bytes: Buffer): string | undefined {
  try {
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return content.includes('\0') ? undefined : content;
  } catch {
    return undefined;
  }
}

/**
 * On a terminal, as they were typed: `docker exec -it` wants one. One that fails ends nothing; all together have their time, and
 * what they print is nobody's business.
 */
const play = `cat >/root/handed-in || exit 125
ulimit -f ${mostBlocks}
SHELL=/bin/sh timeout -k 2 ${seconds} script -qefc 'bash /root/handed-in' /dev/null </dev/null >/dev/null 2>&1
status=$?
rm -f /root/handed-in
exit $status`;

export interface Replayed {
  /** The commands did not end by themselves. */
  readonly cutOff: boolean;
}

/** Brings a fresh lab up and runs the commands in it. */
export async function replay(
  { lab }: SpareLab,
  { script }: Handed,
  signal: AbortSignal,
): Promise<Result<Replayed, LabFailure>> {
  const up = await lab.up(() => undefined, signal);
  if (!up.ok) return up;
  const ran = await lab.run(play, { stdin: `${script}\n`, timeoutMs: (seconds + 10) * 1000, signal });
  if (!ran.ok) return ran;
  return ok({ cutOff: ran.value.timedOut || ran.value.exitCode === 124 || ran.value.exitCode === 137 });
}

/** What a report says of commands that could not be run at all. */
export const unplayed = (target: Target, { code, text: words, fix }: LabFailure) => ({
  target,
  at: new Date().toISOString(),
  looked: false as const,
  cause: { code, text: words, ...(fix === undefined ? {} : { fix }) } satisfies LookCause,
});
