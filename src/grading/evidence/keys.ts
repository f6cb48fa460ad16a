import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { link, open, rm, stat } from 'node:fs/promises';
import { fingerprintOf, type SigningKey } from '../../grade/evidence/signing-key.ts';
import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { mostWritten, readFileUpTo } from '../read-file.ts';

/** Ed25519 (RFC 8032). The private key is PKCS#8 PEM, the public one SPKI PEM, as `openssl genpkey -algorithm ed25519` makes them. */
export interface KeyFiles {
  readonly privateKey: string;
  readonly publicKey: string;
}

export const publicFileOf = (privateFile: string): string => `${privateFile.replace(/\.pem$/, '')}.pub.pem`;

/** Makes a pair, the private file for its owner only. Never overwrites: what was signed by a lost key cannot be proved any more. */
export async function makeKeys(files: KeyFiles): Promise<Result<SigningKey, Text>> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    for (const file of [files.privateKey, files.publicKey]) if (await isUnmade(file)) await rm(file, { force: true });
    await writeNew(files.privateKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
    await writeNew(files.publicKey, publicKey.export({ type: 'spki', format: 'pem' }), 0o644);
  } catch (error) {
    return err(text('evidence.key-unwritten', { file: files.privateKey, reason: (error as Error).message }));
  }
  return ok({ privateKey, publicKey, fingerprint: fingerprintOf(publicKey) });
}

/** Written aside first, so that a full disk leaves no empty key; `link` overwrites nothing. */
async function writeNew(file: string, content: string | Buffer, mode: number): Promise<void> {
  const early = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(early, 'wx', mode);
  try {
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(early, file);
  } finally {
    await rm(early, { force: true });
  }
}

/** An empty file is what a full disk left of an earlier version's first grade: nothing was ever signed by it. */
export const isUnmade = async (file: string): Promise<boolean> => {
  const known = await stat(file).catch(() => undefined);
  return known?.isFile() === true && known.size === 0;
};

/** A private key that others may read is refused, as ssh does. */
export async function readSigningKey(file: string): Promise<Result<SigningKey, Text>> {
  try {
    if (((await stat(file)).mode & 0o077) !== 0) return err(text('evidence.key-open', { file }));
    const content = await readFileUpTo(file, mostWritten);
    if (!content.ok) return err(text('evidence.key-unreadable', { file, reason: content.error }));
    const privateKey = createPrivateKey(content.value);
    if (privateKey.asymmetricKeyType !== 'ed25519') return err(text('evidence.key-kind', { file }));
    const publicKey = createPublicKey(privateKey);
    return ok({ privateKey, publicKey, fingerprint: fingerprintOf(publicKey) });
  } catch (error) {
    return err(text('evidence.key-unreadable', { file, reason: firstLine(error) }));
  }
}

export async function readPublicKey(file: string): Promise<Result<KeyObject, Text>> {
  try {
    const content = await readFileUpTo(file, mostWritten);
    if (!content.ok) return err(text('evidence.key-unreadable', { file, reason: content.error }));
    const publicKey = createPublicKey(content.value);
    return publicKey.asymmetricKeyType === 'ed25519' ? ok(publicKey) : err(text('evidence.key-kind', { file }));
  } catch (error) {
    return err(text('evidence.key-unreadable', { file, reason: firstLine(error) }));
  }
}

/** Never the content of a file. */
const firstLine = (error: unknown): string => ((error as Error).message.split('\n')[0] ?? '').slice(0, 120);
