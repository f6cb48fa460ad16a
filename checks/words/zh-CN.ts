import type { Translated } from '../../src/i18n/parts.ts';
import { pitfalls } from '../pitfalls/words/zh-CN.ts';
import { checks } from '../support/words/zh-CN.ts';
import type { en } from './en.ts';
import { diagnoses } from './zh-CN/diagnoses.ts';
import { others } from './zh-CN/others.ts';

export const zhCN: Translated<typeof en> = [checks, others, pitfalls, ...diagnoses];
