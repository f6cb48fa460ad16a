import { checks } from './checks.ts';
import { diagnoses } from './diagnoses.ts';
import { others } from './others.ts';
import { pitfalls } from './pitfalls.ts';

/** English is the source of the message ids; every other language has exactly the same ones, in the same parts. */
export const en = [checks, others, pitfalls, ...diagnoses] as const;
