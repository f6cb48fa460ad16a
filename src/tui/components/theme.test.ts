import { expect, test } from 'vitest';
import { checkStatuses, mapStatuses } from '../model/status.ts';
import { themeOf } from './theme.ts';

test('NO_COLOR takes the colours and leaves weight; its empty value takes nothing', () => {
  for (const look of Object.values(themeOf({ NO_COLOR: '1' }))) expect(look).not.toHaveProperty('color');
  expect(themeOf({ NO_COLOR: '' })).toEqual(themeOf({}));
});

test('fail, could-not-look and blocked never look the same, with or without colour', () => {
  const statuses = [
    checkStatuses.fail,
    checkStatuses.error,
    checkStatuses.blocked,
    checkStatuses.pass,
    checkStatuses['not-yet'],
  ];
  expect(new Set(statuses.map(({ glyph }) => glyph)).size).toBe(statuses.length);
  expect(new Set(statuses.map(({ word }) => word)).size).toBe(statuses.length);
  expect(new Set(statuses.map(({ role }) => themeOf({})[role].color)).size).toBe(statuses.length);
});

test('each state of a check has a glyph and a word of its own', () => {
  const statuses = Object.values(checkStatuses);
  expect(new Set(statuses.map(({ glyph }) => glyph)).size).toBe(statuses.length);
  expect(new Set(statuses.map(({ word }) => word)).size).toBe(statuses.length);
});

test('each state of a step has a glyph and a word of its own', () => {
  const statuses = Object.values(mapStatuses);
  expect(new Set(statuses.map(({ glyph }) => glyph)).size).toBe(statuses.length);
  expect(new Set(statuses.map(({ word }) => word)).size).toBe(statuses.length);
});
