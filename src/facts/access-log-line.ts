/** A request with a mark of this round, as a server logged it. */
export interface Hit {
  /** Name of the node that has the log. */
  readonly server: string;
  /** The client's address as the server saw it. */
  readonly client: string;
  /** Equals the `token` of the fetch. */
  readonly token: string;
}

/** The lines of one server's access log (nginx's or Apache's combined format, also as Docker's json-file keeps it) that carry a mark of this round. */
export function hitsIn(log: string, server: string, nonce: string): readonly Hit[] {
  const shape = new RegExp(
    `^(\\S+) \\S+ .*?\\[[^\\]]*\\] "[A-Z]+ [^ "]*[?&]bridgework=(${nonce}-[0-9a-f]{8})(?:&[^ "]*)? `,
  );
  return log.split('\n').flatMap((line) => {
    const [, client, token] = shape.exec(plain(line)) ?? [];
    if (client === undefined || token === undefined) return [];
    return [{ server, client: client.replace(/^::ffff:/, ''), token }];
  });
}

/** Docker's json-file: one JSON object a line, `log` is what the program wrote. */
function plain(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'object' && entry && 'log' in entry ? String(entry.log) : '';
  } catch {
    return '';
  }
}
