import { pitfalls } from '../pitfalls/words/en.ts';
import { checks } from '../support/words/en.ts';
import { diagnoses } from './en/diagnoses.ts';
import { others } from './en/others.ts';

/** English is the source of the message ids; every other language has exactly the same ones, in the same parts. */
export const en = [checks, others, pitfalls, ...diagnoses] as const;
