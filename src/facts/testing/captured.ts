import { readFileSync } from 'node:fs';
import type { Result } from '../../result.ts';
import type { FactRequest, LookFailure, Observation } from '../../round/fact.ts';

interface SavedRound {
  readonly nonce: string;
  readonly observations: { readonly [key: string]: Observation | undefined };
}

/** Real observations; how they were made: fixtures/README.md. */
const saved = (name: string): SavedRound =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), 'utf8'));

const rounds = { wired: saved('wired'), troubled: saved('troubled') };

export const nonceOf = (name: keyof typeof rounds): string => rounds[name].nonce;

export function observationOf(name: keyof typeof rounds, request: FactRequest<unknown>): Observation {
  const seen = rounds[name].observations[request.key];
  if (!seen) throw new Error(`${name}.json has no ${request.key}; capture it again`);
  return seen;
}

/** What was captured, read. */
export function captured<T>(name: keyof typeof rounds, request: FactRequest<T>): Result<T, LookFailure> {
  return request.parse(observationOf(name, request), rounds[name]);
}

/** The reading of something captured that must be readable. */
export function reading<T>(name: keyof typeof rounds, request: FactRequest<T>): T {
  const result = captured(name, request);
  if (!result.ok) throw new Error(`${request.key}: ${JSON.stringify(result.error.text)}`);
  return result.value;
}

/** An observation made up for one test. */
export const observation = (seen: Partial<Observation>): Observation => ({
  stdout: '',
  stderr: '',
  exitCode: 0,
  ms: 0,
  ...seen,
});
