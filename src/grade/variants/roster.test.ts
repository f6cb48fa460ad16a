import { expect, test } from 'vitest';
import { readRoster } from './roster.ts';

const idsOf = (csv: string) => {
  const read = readRoster(csv);
  return read.ok ? read.value : `${read.error.id} ${JSON.stringify(read.error.values ?? {})}`;
};

test('reads what a spreadsheet or a learning platform writes', () => {
  expect(idsOf('id,name,email,lab\r\ns1,"Lovelace, Ada",ada@example.org,lab-1\r\n\r\ns2,"The ""G""",,\r\n')).toEqual([
    { id: 's1', name: 'Lovelace, Ada', email: 'ada@example.org', lab: 'lab-1' },
    { id: 's2', name: 'The "G"' },
  ]);
  // A quote inside of a cell is that quote; rows may be short, and lines may end as on an old Mac.
  expect(idsOf('id,name,email\ns1,The "G"\rs2,"Ada"')).toEqual([
    { id: 's1', name: 'The "G"' },
    { id: 's2', name: 'Ada' },
  ]);
  expect(idsOf('\ufeffEmail address;ID number;Full name\na@b;  7 ;王小明')).toEqual([
    { id: '7', name: '王小明', email: 'a@b' },
  ]);
});

test.each([
  ['name\nAda', 'grade.roster.no-id'],
  ['id\n', 'grade.roster.empty'],
  ['id\n"s1', 'grade.roster.csv'],
  ['id\ns1\ns2\ns1', 'grade.roster.twice {"line":4'],
  ['id,name\n,Ada', 'grade.roster.id {"line":2'],
  ['id\n\u001b[2J', 'grade.roster.id'],
  ['id\n"a\nb"', 'grade.roster.id'],
  ['id\n\u202ex', 'grade.roster.id'],
])('%j is refused', (csv, problem) => {
  expect(idsOf(csv)).toContain(problem);
});
