import { createPublicKey } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Fields, sealed, unsealed } from '../../src/grade/evidence/chain.ts';
import { readSigningKey } from '../../src/grading/evidence/keys.ts';

/** As many evidence files as a school has students, out of one: each a look of its own, signed by the grader's key. */
export async function copies(
  file: string,
  privateKey: string,
  folder: string,
  count: number,
): Promise<readonly string[]> {
  const key = await readSigningKey(privateKey);
  if (!key.ok) throw new Error(key.error.id);
  const read = unsealed(await readFile(file, 'utf8'), [createPublicKey(key.value.privateKey)]);
  if (!read.ok) throw new Error(read.error.code);
  const text = JSON.stringify(read.value.records);
  const nonces = read.value.records.flatMap(({ nonce }) => (typeof nonce === 'string' ? [nonce] : []));
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (let n = 0; n < count; n++) {
    let own = text.replace(/"id":"vm[0-9]*"/g, `"id":"student-${n}"`);
    for (const [index, nonce] of nonces.entries())
      own = own.replaceAll(nonce, (n * nonces.length + index + 1).toString(16).padStart(16, '0'));
    const copy = join(folder, `student-${n}.evidence.jsonl`);
    await writeFile(copy, sealed(JSON.parse(own) as readonly Fields[], key.value));
    files.push(copy);
  }
  return files;
}
