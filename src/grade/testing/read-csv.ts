/** Rows of RFC 4180, read as strictly as a spreadsheet would have to: every line ends with CRLF, quotes are doubled. */
export function readCsv(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < csv.length) {
    const [cell = '', quoted, bare = ''] = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?=,|\r\n)/y.exec(csv.slice(at)) ?? [];
    row.push(quoted?.replaceAll('""', '"') ?? bare);
    at += cell.length;
    if (csv[at] === ',') at += 1;
    else if (csv.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else throw new Error(`no CSV at ${at}: ${JSON.stringify(csv.slice(at, at + 40))}`);
  }
  return rows;
}
