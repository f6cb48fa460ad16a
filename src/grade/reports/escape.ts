/** A spreadsheet takes a cell that begins so for a formula, whether it is quoted or not, and with full-width signs too. */
const formula = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

/** A number, a text, or a sign that stands as it is. */
export type Cell = string | number | { readonly raw: '-' };

/** A row of RFC 4180. Numbers stand as they are; every text is quoted, and never begins like a formula. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.raw;
  return cell === '' ? '' : `"${(formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`;
}
