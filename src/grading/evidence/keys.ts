import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { fingerprintOf, type SigningKey } from '../../grade/evidence/signing-key.ts';
import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { mostWritten, readFileUpTo } from '../read-file.ts';
import { writeNew } from '../write-file.ts';

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
    await writeNew(files.privateKey, pem(privateKey.export({ type: 'pkcs8', format: 'pem' })), 0o600);
    await writeNew(files.publicKey, pem(publicKey.export({ type: 'spki', format: 'pem' })), 0o644).catch(
      async (error: unknown) => {
        // A pair, or nothing.
        await rm(files.privateKey, { force: true });
        throw error;
      },
    );
  } catch (error) {
    return err(text('evidence.key-unwritten', { file: files.privateKey, reason: (error as Error).message }));
  }
  return ok({ privateKey, publicKey, fingerprint: fingerprintOf(publicKey) });
}

const pem = (exported: string | Buffer): string => exported.toString();

/** The key that is there; where there is none, a new one. Of several programs that make one at once, all use the first. */
export async function keyOrNew(
  files: KeyFiles,
): Promise<Result<{ readonly key: SigningKey; readonly isNew: boolean }, Text>> {
  for (let tries = 0; ; tries++) {
    const isThere =
      (await stat(files.privateKey).catch(() => undefined)) !== undefined && !(await isUnmade(files.privateKey));
    if (isThere) {
      const key = await readSigningKey(files.privateKey);
      return key.ok ? ok({ key: key.value, isNew: false }) : key;
    }
    const made = await makeKeys(files);
    if (made.ok) return ok({ key: made.value, isNew: true });
    if (tries > 0 || !(await stat(files.privateKey).catch(() => undefined))) return made;
  }
}

/** An empty file is what a full disk left of an earlier version's first grade: nothing was ever signed by it. */
const isUnmade = async (file: string): Promise<boolean> => {
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
