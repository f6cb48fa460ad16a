import { isIP } from 'node:net';
import type { Text } from '../../i18n/text.ts';
import { text } from '../../i18n/text.ts';
import type { SshTarget } from '../../lab/lab.ts';
import { err, ok, type Result } from '../../result.ts';

/**
 * Names that ssh(1), a shell in somebody's ssh_config and a report can all take: no sign of a shell or of an option, no
 * blank, no %-token. Longer than any real one is refused.
 */
const hostName = /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?$/;
/** useradd(8) is stricter; domain accounts have `@` and `\`, of which the first would be ambiguous in a report. */
const userName = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}\$?$/;

/** Without a zone (`%eth0`): ssh_config would take it for a token. */
const isSix = (host: string): boolean => isIP(host) === 6 && !host.includes('%');

export const isHost = (host: string): boolean => hostName.test(host) || isSix(host);
export const isUser = (user: string): boolean => userName.test(user);

/** A port as decimal digits, 1 to 65535. */
export function portOf(word: string): number | undefined {
  const port = /^[1-9]\d{0,4}$/.test(word) ? Number(word) : undefined;
  return port !== undefined && port <= 65_535 ? port : undefined;
}

/**
 * `ssh://[user@]host[:port]`, an IPv6 address in brackets. Everything else is refused, a password above all: it would end up
 * in process lists, histories and reports. The refusal never repeats one.
 */
export function readTarget(word: string): Result<SshTarget, Text> {
  const shown = shownTarget(word);
  const [, rest] = /^ssh:\/\/([^/?#]*)\/?$/.exec(word) ?? [];
  if (rest === undefined) return err(text('remote.target.shape', { target: shown }));
  const at = rest.lastIndexOf('@');
  const user = at < 0 ? undefined : rest.slice(0, at);
  if (user?.includes(':')) return err(text('remote.target.password', { target: shown }));
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/s.exec(rest.slice(at + 1)) ?? [];
  const host = bracketed ?? plain ?? '';
  if (bracketed === undefined ? !hostName.test(host) : !isSix(bracketed))
    return err(text('remote.target.host', { target: shown }));
  if (user !== undefined && !isUser(user)) return err(text('remote.target.user', { target: shown }));
  const number = port === undefined ? undefined : portOf(port);
  if (port !== undefined && number === undefined) return err(text('remote.target.port', { target: shown }));
  return ok({
    host,
    ...(number === undefined ? {} : { port: number }),
    ...(user === undefined ? {} : { user }),
  });
}

/** `ssh://user@host:port`: what `readTarget` reads; for people and reports. */
export function targetWord({ host, port, user }: SshTarget): string {
  const place = isIP(host) === 6 ? `[${host}]` : host;
  return `ssh://${user === undefined ? '' : `${user}@`}${place}${port === undefined ? '' : `:${port}`}`;
}

/** A target as it was written, fit for a message: short, one line, without what could be a password. */
export function shownTarget(word: string): string {
  const plain = word.replace(/[^\x21-\x7e]/g, '?').replace(/:[^:@/]*@/, ':…@');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
