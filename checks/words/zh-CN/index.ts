import type { Translated } from '../../../src/i18n/parts.ts';
import type { en } from '../en/index.ts';
import { checks } from './checks.ts';
import { diagnoses } from './diagnoses.ts';
import { others } from './others.ts';
import { pitfalls } from './pitfalls.ts';

export const zhCN: Translated<typeof en> = [checks, others, pitfalls, ...diagnoses];
