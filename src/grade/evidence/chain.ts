import { createHash, type KeyObject, sign, verify } from 'node:crypto';
import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LookCause } from '../grade.ts';
import { fingerprintOf, type SigningKey } from './signing-key.ts';

/**
 * Lines of JSON, each with the hash of all that stands before it, the last one a signature over the whole. Pure text in and
 * out, so that a file can be read with any tool and checked with `sha256sum` and `openssl`:
 *
 *     {"prev":"<hash>","type":"head",…}            hash 0 is SHA-256 of `bridgework evidence 1`
 *     {"prev":"<hash>",…}                          hash n is SHA-256 of: hash n-1 in hex, a line feed, line n
 *     {"prev":"<hash>","type":"seal","records":N,"key":"<SPKI, base64>","signature":"<base64>"}
 *
 * Signed (Ed25519) is `bridgework evidence 1`, a line feed, the hash in hex that stands in the seal's `prev`.
 */
const domain = 'bridgework evidence 1';

const hashOf = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex');

/** A record's line without what the chain adds. */
export type Fields = { readonly type: string; readonly [name: string]: unknown };

export function sealed(records: readonly Fields[], key: SigningKey): string {
  let prev = hashOf(domain);
  const lines = records.map((fields) => {
    const line = JSON.stringify({ prev, ...fields });
    prev = hashOf(`${prev}\n${line}`);
    return line;
  });
  const signature = sign(null, Buffer.from(`${domain}\n${prev}`), key.privateKey).toString('base64');
  const spki = key.publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  lines.push(sealLine(prev, records.length, spki, signature));
  return `${lines.join('\n')}\n`;
}

function sealLine(prev: string, records: number, key: unknown, signature: unknown): string {
  const canonical = Buffer.from(String(signature), 'base64').toString('base64');
  return JSON.stringify({ prev, type: 'seal', records, key, signature: canonical });
}

export interface Unsealed {
  readonly records: readonly Fields[];
  /** Of the key that signed it. */
  readonly fingerprint: string;
}

/** Reads a sealed text; only what one of the trusted keys has signed counts. */
export function unsealed(file: string, trusted: readonly KeyObject[]): Result<Unsealed, LookCause> {
  const lines = file.split('\n');
  // The last line feed is part of what was written: without it something is missing.
  if (lines.pop() !== '') return err(refusals.truncated(lines.length + 1));
  let prev = hashOf(domain);
  const records: Fields[] = [];
  for (const [index, line] of lines.entries()) {
    const fields = parsed(line);
    if (fields?.['prev'] !== prev) return err(index === 0 ? refusals.foreign() : refusals.tampered(index + 1));
    if (fields.type === 'seal') {
      const last = index === lines.length - 1 && isCanonical(line, fields, prev, index);
      return last ? opened(fields, records, prev, trusted) : err(refusals.tampered(index + 1));
    }
    const { prev: _, ...rest } = fields;
    records.push(rest as Fields);
    prev = hashOf(`${prev}\n${line}`);
  }
  return err(lines.length === 0 ? refusals.foreign() : refusals.truncated(lines.length));
}

/** No other spelling of the same seal: whoever compares hashes of files must not see two. */
const isCanonical = (line: string, { key, signature }: Fields, prev: string, records: number): boolean =>
  line === sealLine(prev, records, key, signature);

function opened(
  seal: Fields,
  records: readonly Fields[],
  prev: string,
  trusted: readonly KeyObject[],
): Result<Unsealed, LookCause> {
  const { key, signature } = seal;
  const signer = trusted.find((one) => one.export({ type: 'spki', format: 'der' }).toString('base64') === key);
  if (!signer) return err(refusals.untrusted(typeof key === 'string' ? key : ''));
  const message = Buffer.from(`${domain}\n${prev}`);
  if (typeof signature !== 'string' || !verify(null, message, signer, Buffer.from(signature, 'base64')))
    return err(refusals.signature());
  return ok({ records, fingerprint: fingerprintOf(signer) });
}

function parsed(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string')
      return undefined;
    return value as Fields;
  } catch {
    return undefined;
  }
}

const keyWord = (spki: string): string =>
  `SHA256:${createHash('sha256').update(Buffer.from(spki, 'base64')).digest('base64').replaceAll('=', '')}`;

/** Why an evidence file counts for nothing. */
export const refusals = {
  foreign: (): LookCause => ({ code: 'no-evidence', text: text('evidence.foreign') }),
  version: (version: number): LookCause => ({ code: 'no-evidence', text: text('evidence.version', { version }) }),
  truncated: (line: number): LookCause => ({ code: 'truncated', text: text('evidence.truncated', { line }) }),
  tampered: (line: number): LookCause => ({ code: 'tampered', text: text('evidence.tampered', { line }) }),
  signature: (): LookCause => ({ code: 'tampered', text: text('evidence.signature') }),
  untrusted: (spki: string): LookCause => ({
    code: 'untrusted',
    text: text('evidence.untrusted', { key: keyWord(spki) }),
  }),
  inconsistent: (line: number): LookCause => ({ code: 'tampered', text: text('evidence.inconsistent', { line }) }),
  replayed: (file: string): LookCause => ({ code: 'replayed', text: text('evidence.replayed', { file }) }),
  older: (file: string): LookCause => ({ code: 'replayed', text: text('evidence.older', { file }) }),
  other: (whose: string, asked: string): LookCause => ({
    code: 'replayed',
    text: text('evidence.other', { whose, asked }),
  }),
  unreadable: (reason: Text | string): LookCause => ({
    code: 'unreadable',
    text: text('evidence.unreadable', { reason }),
  }),
};
