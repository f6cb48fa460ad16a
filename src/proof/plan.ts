import { type Course, type Step, stepsOf } from '../course/course.ts';
import type { Aspect, CommandMutants, Evidence, Fault, Outcome, Twin } from './case.ts';

/** A thing to try, before it is tried. */
export interface Case {
  readonly aspect: Aspect;
  readonly step: Step;
  /** Empty for what is proved of every step. */
  readonly name: string;
  /** Typed in place of the step's commands. */
  readonly lines: readonly string[];
  readonly fault?: Fault;
  /** Of which command the fault is a version. */
  readonly command?: number;
  readonly twin?: Twin;
}

export interface Choice {
  /** Default: all. */
  readonly only?: readonly Aspect[];
  /** Only cases with this in their aspect, step or name. */
  readonly filter?: string;
}

/** Every case, so that a lab mostly goes forward through the course. */
export function planCases(course: Course, evidence: Evidence, { only, filter = '' }: Choice): readonly Case[] {
  const steps = stepsOf(course);
  const stepOf = (id: string): Step => {
    const step = steps.find((one) => one.id === id);
    if (!step) throw new Error(`no step ${id}`);
    return step;
  };
  const eachStep = (aspect: Aspect): Case[] => steps.map((step) => ({ aspect, step, name: '', lines: step.commands }));
  const whole = (aspect: Aspect, faults: readonly Fault[]): Case[] =>
    faults.map((fault) => ({ aspect, step: stepOf(fault.step), name: fault.name, lines: fault.lines, fault }));
  const all: Case[] = [
    ...eachStep('causal'),
    ...eachStep('kept').filter(({ step }) => step.undo.length > 0),
    ...evidence.commandMutants.flatMap((mutants) => versionsOf(mutants, stepOf(mutants.step))),
    ...whole(
      'caught',
      evidence.drills.map((drill) => ({ ...drill, anywhere: true })),
    ),
    ...whole('fooled', evidence.fakes),
    ...evidence.twins.map((twin): Case => {
      const step = stepOf(steps.find(({ id }) => twin.instead[id])?.id ?? '');
      return { aspect: 'fair', step, name: twin.name, lines: twin.instead[step.id] ?? [], twin };
    }),
  ];
  const inOrder = all.sort((a, b) => turn(a) - turn(b) || steps.indexOf(a.step) - steps.indexOf(b.step));
  return inOrder.filter(
    (one) =>
      (only === undefined || only.includes(one.aspect)) && titleOf(one).toLowerCase().includes(filter.toLowerCase()),
  );
}

/** Leaving a command out, and its wrong versions; the step's other commands stay. */
function versionsOf({ step: id, command, leftOut, wrong }: CommandMutants, step: Step): Case[] {
  const withLines = (lines: readonly string[]): readonly string[] => [
    ...step.commands.slice(0, command),
    ...lines,
    ...step.commands.slice(command + 1),
  ];
  const versions = [{ name: 'left out', lines: [], fails: leftOut }, ...wrong];
  return versions.map((version) => ({
    aspect: 'caught',
    step,
    name: `${step.commands[command]}: ${version.name}`,
    lines: withLines(version.lines),
    fault: { ...version, step: id },
    command,
  }));
}

/** Each walk through the course by itself, then all that leaves a step spoilt. */
const turn = ({ aspect }: Case): number => (aspect === 'causal' ? 0 : aspect === 'kept' ? 1 : 2);

/** Unique among the cases. */
export const titleOf = ({ aspect, step, name }: Pick<Case, 'aspect' | 'step' | 'name'>): string =>
  [aspect, step.id, name].filter(Boolean).join(' · ');

/** What an outcome says of the case that it belongs to. */
export const outcomeOf = (
  { aspect, step, name, fault, command, twin }: Case,
  rest: Pick<Outcome, 'problems' | 'ms' | 'checks' | 'unable'>,
): Outcome => ({
  aspect,
  step: step.id,
  name,
  ...rest,
  ...(fault
    ? { wrong: { lines: fault.lines, fails: fault.fails, ...(command === undefined ? {} : { command }) } }
    : {}),
  ...(twin ? { until: twin.until } : {}),
});
