import type { DiagnosisId } from '../support/diagnosis.ts';
import type { Draft } from './draft.ts';
import type { Answer } from './judge.ts';

/** One state of the lab and what a check has to say of it. The course is solved; `change` makes it wrong, or different. */
export interface Scenario {
  readonly check: string;
  readonly name: string;
  readonly change: (draft: Draft) => void;
  readonly answer?: Answer;
  /**
   * `pass`, or the diagnosis of the failure. `unjudged`: a rule has a part that nobody here can follow.
   * `the walk decides`: a failed request of which the course's own suspects know no cause.
   */
  readonly expected: 'pass' | 'unjudged' | 'the walk decides' | DiagnosisId;
}

export const scenario = (
  check: string,
  expected: Scenario['expected'],
  name: string,
  change: Scenario['change'],
  answer?: Answer,
): Scenario => ({ check, expected, name, change, ...(answer ? { answer } : {}) });

export const timeout: Answer = { outcome: 'timeout' };
export const refused: Answer = { outcome: 'refused' };
export const noRoute: Answer = { outcome: 'no-route' };
export const unreachable: Answer = { outcome: 'unreachable' };

/** The device of that name; a test that asks for another one is wrong. */
export function named<T extends { readonly name: string }>(list: readonly T[], name: string): T {
  const found = list.find((one) => one.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

export function remove<T extends { readonly name: string }>(list: T[], name: string): void {
  list.splice(list.indexOf(named(list, name)), 1);
}

/** Takes a rule out of a list, by the text it has there. */
export function without(rules: string[], rule: string): void {
  const index = rules.indexOf(rule);
  if (index < 0) throw new Error(`no rule ${rule}`);
  rules.splice(index, 1);
}

/** Puts another rule where this one was. */
export function instead(rules: string[], rule: string, other: string): void {
  const index = rules.indexOf(rule);
  if (index < 0) throw new Error(`no rule ${rule}`);
  rules[index] = other;
}

/** A change of the host's filter rules. */
export const filter =
  (change: (rules: string[]) => void): Scenario['change'] =>
  (draft) =>
    change(draft.rules.host.filter);

/** What a draft surely has. */
export function fact<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not in the draft');
  return value;
}

/** A port of the bridge that forwards. */
export const port = (hairpin: boolean) => ({ state: 'forwarding', hairpin, isolated: false });
