import { expect, test } from 'vitest';
import { entriesOf, strangers } from './tidy.ts';

const kept = new Map([
  ['image', 'd 700 0:0 1'],
  ['image/repositories.json', 'f 600 0:0 2 10 1.0 '],
  ['overlay2', 'd 710 0:0 3'],
  ['overlay2/l', 'd 755 0:0 4'],
  ['overlay2/l/ABC', 'l 777 0:0 5 10 1.0 ../1/diff'],
]);
const top = ['image', 'overlay2'];

test('nothing is strange where all is as it was', () => {
  expect(strangers(kept, top, kept)).toEqual([]);
});

test('what came besides has to go, the topmost of it', () => {
  const found = new Map([
    ...kept,
    ['overlay2/1', 'd'],
    ['overlay2/1/diff', 'd'],
    ['overlay2/l/DEF', 'l'],
    ['image/a\nb', 'p'],
  ]);
  expect(strangers(kept, [...top, 'containers', 'suid'], found)).toEqual([
    'containers',
    'suid',
    'overlay2/1',
    'overlay2/l/DEF',
    'image/a\nb',
  ]);
});

test.each([
  ['was written to', 'f 600 0:0 2 10 2.0 '],
  ['is another file', 'f 600 0:0 9 10 1.0 '],
  ['got another mode', 'f 4755 0:0 2 10 1.0 '],
  ['is gone', undefined],
])('a file of ours that %s: nothing can be told apart', (_title, now) => {
  const found = new Map(kept);
  if (now === undefined) found.delete('image/repositories.json');
  else found.set('image/repositories.json', now);
  expect(strangers(kept, top, found)).toBeUndefined();
});

test('a listing is read by its zero bytes, whatever names hold', () => {
  expect(entriesOf('a\td 1\0b\tc\nd\tf 2\0')).toEqual(
    new Map([
      ['a', 'd 1'],
      ['b\tc\nd', 'f 2'],
    ]),
  );
  expect(entriesOf('')).toEqual(new Map());
});
