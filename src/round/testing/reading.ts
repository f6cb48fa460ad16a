import type { FactRequest, Reading } from '../fact.ts';
import type { Readings } from '../index.ts';

/** The reading of a fact that must have been readable. */
export function known<R extends FactRequest<unknown>>(readings: Readings, request: R): Reading<R> {
  const reading = readings.read(request);
  if (!reading.ok) throw new Error(`${request.key}: ${JSON.stringify(reading.error.text)}`);
  return reading.value;
}

/** Why a fact could not be read; `undefined` when it could. */
export function failure(readings: Readings, request: FactRequest<unknown>): string | undefined {
  const reading = readings.read(request);
  return reading.ok ? undefined : reading.error.text.id;
}
