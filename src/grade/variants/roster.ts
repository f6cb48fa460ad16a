import { CsvError, parse } from 'csv-parse/sync';
import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { Student } from '../grade.ts';
import { isId } from './student-id.ts';

/** A row of a roster. `lab`: of this machine; absent: the one that has the student's id as its name. */
export interface RosterEntry extends Student {
  readonly lab?: string;
}

const mostRows = 100_000;
/** Also what Moodle and Canvas call them in their own lists. */
const columns = {
  id: ['id', 'student', 'id number', 'sis user id', 'username'],
  name: ['name', 'full name', 'student name'],
  email: ['email', 'email address', 'sis login id'],
  lab: ['lab'],
} as const;
type Column = keyof typeof columns;

/** A CSV with a head line: `id`, and perhaps `name`, `email`, `lab`. Ids are compared as they are, and must differ. */
export function readRoster(csv: string): Result<readonly RosterEntry[], Text> {
  const rows = rowsOf(csv);
  if (!rows) return err(text('grade.roster.csv'));
  const [head, ...body] = rows;
  const at = (column: Column): number =>
    head?.findIndex((cell) => columns[column].some((name) => name === cell.trim().toLowerCase())) ?? -1;
  if (at('id') < 0) return err(text('grade.roster.no-id'));
  if (body.length > mostRows) return err(text('grade.roster.too-long'));
  const seen = new Set<string>();
  const entries: RosterEntry[] = [];
  for (const [index, row] of body.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue;
    const of = (column: Column): string => (row[at(column)] ?? '').trim().normalize('NFC');
    const id = of('id');
    if (!isId(id)) return err(text('grade.roster.id', { line: index + 2, id: id.slice(0, 40) }));
    if (seen.has(id)) return err(text('grade.roster.twice', { line: index + 2, id }));
    seen.add(id);
    const rest = (['name', 'email', 'lab'] as const).map((column) => [column, of(column)] as const);
    entries.push({ id, ...Object.fromEntries(rest.filter(([, value]) => value !== '')) });
  }
  return entries.length === 0 ? err(text('grade.roster.empty')) : ok(entries);
}

/** Cells of a CSV with commas or semicolons, whichever its head has; undefined where a quote is never closed. */
function rowsOf(csv: string): readonly (readonly string[])[] | undefined {
  const [head = ''] = csv.split(/\r?\n/, 1);
  const delimiter = head.includes(';') && !head.includes(',') ? ';' : ',';
  try {
    return parse(csv, { ...shape, delimiter });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
}

/** As spreadsheets and learning platforms write them: rows of any length, a quote also inside of a cell. */
const shape = {
  bom: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  to: mostRows + 2,
};
