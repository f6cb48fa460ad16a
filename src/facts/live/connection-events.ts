import { type Connection, parseConnection } from '../conntrack-line.ts';

/** What conntrack noted while the packet travelled. */
export interface ConnectionEvent {
  readonly node: string;
  readonly type: 'new' | 'update' | 'destroy';
  readonly connection: Connection;
}

const event = /^\s*\[(NEW|UPDATE|DESTROY)\] (ipv4 .*)$/;

/** Reads `conntrack -E -o extended`. */
export function parseConnectionEvents(node: string, output: string): readonly ConnectionEvent[] {
  return output.split('\n').flatMap((line) => {
    const [, type, rest] = event.exec(line) ?? [];
    const connection = rest === undefined ? undefined : parseConnection(rest);
    return connection ? [{ node, type: type?.toLowerCase() as ConnectionEvent['type'], connection }] : [];
  });
}
