import { createHash, type KeyObject } from 'node:crypto';

/** What evidence is signed with. */
export interface SigningKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** `SHA256:…` over the SPKI, base64: what people compare. */
  readonly fingerprint: string;
}

export function fingerprintOf(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return `SHA256:${createHash('sha256').update(spki).digest('base64').replaceAll('=', '')}`;
}
