import { linesUpTo } from '../round/lines.ts';

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
  return linesUpTo(log, longestLine).flatMap((line) => {
    const found = requestIn(plain(line));
    const token = found && tokenOf(found.target, nonce);
    if (!found || token === undefined) return [];
    return [{ server, client: found.client.replace(/^::ffff:/, ''), token }];
  });
}

/** The requests of a look are some hundred characters; a server's own limit for a line of one is 8 kB. */
const longestLine = 16_384;

/** `CLIENT IDENT USER [TIME] "METHOD TARGET VERSION" …`; only the user may hold blanks. */
function requestIn(line: string): { readonly client: string; readonly target: string } | undefined {
  const time = line.indexOf('[');
  const quote = line.indexOf('] "', time);
  const [client = '', ident, ...user] = time < 0 || quote < 0 ? [] : line.slice(0, time).split(' ');
  if (client === '' || !ident || user.length < 1) return undefined;
  const [method = '', target = '', ...rest] = line.slice(quote + 3).split(' ', 3);
  if (rest.length === 0 || target.includes('"') || !/^[A-Z]+$/.test(method)) return undefined;
  return { client, target };
}

/** The last `bridgework=` of the query, as the request wrote it. */
function tokenOf(target: string, nonce: string): string | undefined {
  const token = target
    .split(/[?&]/)
    .slice(1)
    .findLast((pair) => pair.startsWith('bridgework='))
    ?.slice('bridgework='.length);
  return token?.startsWith(`${nonce}-`) && /^[0-9a-f]{8}$/.test(token.slice(nonce.length + 1)) ? token : undefined;
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
