import { createHash, type KeyObject } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { sealed } from '../../grade/evidence/chain.ts';
import { type Evidence, type Head, recordsOf } from '../../grade/evidence/record.ts';
import type { SigningKey } from '../../grade/evidence/signing-key.ts';
import type { EvidenceNote, LookCause, Target } from '../../grade/grade.ts';
import { type Text, text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import { fileNameOf } from '../../text/file-name.ts';
import { readFileUpTo } from '../read-file.ts';

/** By what a look is judged. */
export type Grading = Pick<Head, 'program' | 'course' | 'plan'>;

/** What is kept of one look. */
export type Stored = Pick<Head, 'id' | 'target' | 'at'> & Pick<Evidence, 'captured' | 'verdicts'>;

/** Keeps what was seen, one file a look; nothing of it stays in memory, and no earlier file is lost. */
export interface EvidenceStore {
  readonly folder: string;
  readonly trusted: readonly KeyObject[];
  readonly grading: Grading;
  keep(stored: Stored): Promise<Result<EvidenceNote, LookCause>>;
}

export interface StoreOptions {
  readonly folder: string;
  readonly key: SigningKey;
  readonly grading: Grading;
}

const extension = '.evidence.jsonl';

/** `alice@20261128T100000Z.evidence.jsonl`: by target, then by time. */
export const evidenceFileOf = ({ id }: Pick<Target, 'id'>, at: string): string =>
  `${fileNameOf(id, '@')}@${at.replace(/\.\d+Z$/, 'Z').replace(/[-:]/g, '')}${extension}`;

export function createStore({ folder, key, grading }: StoreOptions): EvidenceStore {
  return {
    folder,
    trusted: [key.publicKey],
    grading,
    async keep({ id, target, at, captured, verdicts }) {
      const content = sealed(recordsOf({ head: { id, target, at, ...grading }, captured, verdicts }), key);
      const file = join(folder, evidenceFileOf(target, at));
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        // What a student's machine says of its user is nobody else's business.
        await writeFileAtomic(file, content, { mode: 0o600 });
      } catch (error) {
        const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
        return err({ code: 'no-evidence-kept', text: text('evidence.folder', { reason, folder }) });
      }
      const sha256 = createHash('sha256').update(content).digest('hex');
      return ok({ file, sha256, key: key.fingerprint });
    },
  };
}

/** The newest evidence file of a target in a folder. */
export async function newestOf(folder: string, { id }: Pick<Target, 'id'>): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const own = names.filter((name) => name.startsWith(`${fileNameOf(id, '@')}@`) && name.endsWith(extension)).sort();
  const newest = own.findLast((name) =>
    /^\d{8}T\d{6}Z$/.test(name.slice(fileNameOf(id, '@').length + 1, -extension.length)),
  );
  return newest === undefined ? undefined : join(folder, newest);
}

/** 64 MB: no look is that big, and a file that is may be anything. */
const maxBytes = 64 * 1024 * 1024;

export async function readEvidenceFile(file: string): Promise<Result<string, Text | string>> {
  const content = await readFileUpTo(file, maxBytes);
  return content.ok ? ok(content.value.toString('utf8')) : content;
}
