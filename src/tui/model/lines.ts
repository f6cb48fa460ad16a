import type { Step } from '../../course/course.ts';
import { isVeiled } from './selectors.ts';
import type { State, TypedLine } from './state.ts';

/** Who types the commands sees them when they ask, or have done what the line is for. */
export const isTyping = (state: State): boolean => state.progress.way === 'type';

/**
 * How a command of a step stands for who types it. `done`: what it is for holds, whoever brought it about and however;
 * `another`: by a line of theirs that is not the lesson's; `covered`: not asked for yet.
 */
export type LineStanding = 'covered' | 'open' | 'done' | 'another';

export function standingOf(state: State, step: Step, index: number): LineStanding {
  const shown = index < (state.progress.shown?.[step.id] ?? 0) ? 'open' : 'covered';
  // A tick would tell what came of the line before the learner has said what they expect.
  if (isVeiled(state, step)) return shown;
  const typed = state.typed[step.id] ?? [];
  if (isBroughtAbout(state, step, index, typed)) return isAnother(state, step, index, typed) ? 'another' : 'done';
  return shown;
}

function isBroughtAbout(state: State, step: Step, index: number, typed: readonly TypedLine[]): boolean {
  const checks = checksOf(step, index);
  // A look leaves nothing behind by which it could be known: its program ran, and ended well.
  if (checks?.length === 0)
    return typed.some((line) => line.ok && isSameProgram(line.command, step.commands[index] ?? ''));
  return checks?.every((id) => state.results[id]?.verdict.verdict === 'pass' && !state.stale[id]) ?? false;
}

/** The checks by which a command is ticked. */
function checksOf({ lines, commands, checks }: Step, index: number): readonly string[] | undefined {
  if (lines?.length === commands.length) return lines[index];
  return commands.length === 1 ? checks.map(({ id }) => id) : undefined;
}

/** They typed, and nothing of it was the lesson's line, which was not run for them either. */
function isAnother(state: State, step: Step, index: number, typed: readonly TypedLine[]): boolean {
  if (typed.length === 0 || state.runs[step.id]) return false;
  const wanted = spelled(step.commands[index] ?? '');
  return !typed.some(({ command }) =>
    spelled(command)
      .split(/ ?(?:;|&&) ?/)
      .includes(wanted),
  );
}

const spelled = (command: string): string => command.trim().replace(/\s+/g, ' ');
const programOf = (command: string): string => spelled(command).split(' ')[0] ?? '';
export const isSameProgram = (one: string, other: string): boolean => programOf(one) === programOf(other);

/** Lines that `show-line` uncovers next. */
export const coveredLines = (state: State, step: Step): readonly number[] =>
  step.commands.flatMap((_, index) => (standingOf(state, step, index) === 'covered' ? [index] : []));

/** What a shell says of its latest line: `0;  12  ip link`. */
export function readReport(
  report: string,
): { readonly ok: boolean; readonly number: string; readonly command: string } | undefined {
  const [, code, number, command] = /^(\d{1,3}); {0,9}(\d{1,9})\*? {1,9}(\S.*)$/.exec(report) ?? [];
  return code === undefined || number === undefined || command === undefined
    ? undefined
    : { ok: code === '0', number, command: command.trim() };
}
