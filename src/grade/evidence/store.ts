import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { EvidenceNote, LookCause, Target } from '../grade.ts';
import { sealed } from './chain.ts';
import type { SigningKey } from './keys.ts';
import { type Evidence, type Head, recordsOf } from './record.ts';

export type Grading = Pick<Head, 'program' | 'course' | 'plan'>;

/** What is kept of one look. */
export type Kept = Pick<Head, 'id' | 'target' | 'at'> & Pick<Evidence, 'held' | 'verdicts'>;

/** Keeps what was seen, one file a grade; nothing of it stays in memory. */
export interface EvidenceStore {
  keep(kept: Kept): Promise<Result<EvidenceNote, LookCause>>;
}

export interface StoreOptions {
  readonly folder: string;
  readonly key: SigningKey;
  readonly grading: Grading;
}

const extension = '.evidence.jsonl';

/** A file name for any target: readable where it can be, and never another target's. */
export function fileNameOf({ id }: Pick<Target, 'id'>): string {
  const plain = id
    .replace(/[^A-Za-z0-9._@-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80);
  if (plain === id && plain !== '') return `${plain}${extension}`;
  return `${plain === '' ? 'target' : plain}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}${extension}`;
}

export function createStore({ folder, key, grading }: StoreOptions): EvidenceStore {
  return {
    async keep({ id, target, at, held, verdicts }) {
      const head: Head = { id, target, at, ...grading };
      const content = sealed(recordsOf({ head, held, verdicts }), key);
      const file = join(folder, fileNameOf(target));
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // What a student's machine says of its user is nobody else's business.
        await writeFileAtomic(file, content, { mode: 0o600 });
      } catch (error) {
        const reason = (error as Error).message;
        return err({ code: 'no-evidence-kept', text: text('evidence.folder', { reason, folder }) });
      }
      const sha256 = createHash('sha256').update(content).digest('hex');
      return ok({ file, sha256, key: key.fingerprint });
    },
  };
}

/** The evidence files of a folder, by name; none where there is no folder yet. */
export async function evidenceIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => join(folder, name));
}

/** 64 MB: no look is that big, and a file that is may be anything. */
const maxBytes = 64 * 1024 * 1024;

export async function readEvidenceFile(file: string): Promise<Result<string, string>> {
  try {
    const content = await readFile(file);
    return content.length > maxBytes ? err('> 64 MB') : ok(content.toString('utf8'));
  } catch (error) {
    return err((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}
