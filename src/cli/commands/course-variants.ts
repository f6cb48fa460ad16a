import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { variantsOf } from '../../grade/variants/variant.ts';
import { readSecret, rosterFrom } from '../../grading/variants.ts';
import { writePieces } from '../../grading/write-file.ts';
import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { fileNameOf } from '../../text/file-name.ts';
import { refusal, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

export interface CourseVariantsOptions {
  readonly roster: string;
  readonly dir: string;
}

/**
 * Writes what each student needs and no more: a file for BRIDGEWORK_PARAMS. The secret stays with the teacher. The same roster
 * gives the same files; a student who is added at its end changes none of the others.
 */
export async function courseVariants({ io, services }: Cli, { roster, dir }: CourseVariantsOptions): Promise<number> {
  const secret = await readSecret(io.env);
  if (!secret.ok) return refuse(io, refusal(secret.error));
  const course = await services.course();
  const students = await rosterFrom(roster);
  if (!students.ok) return refuse(io, refusal(students.error));
  const ids = students.value.map(({ id }) => id);
  const variants = variantsOf(secret.value, ids);
  const without = ids.find((id) => !variants.has(id));
  if (without !== undefined) return refuse(io, refusal(text('grade.variant.none', { student: without })));
  try {
    await mkdir(dir, { recursive: true });
    for (const variant of variants.values()) {
      const yaml = `# ${variant.student}\n${stringify(course.variant?.(variant) ?? {})}`;
      await writePieces(join(dir, `${fileNameOf(variant.student)}.yaml`), [yaml]);
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse(io, refusal(text('grade.report-failed', { format: 'yaml', file: dir, reason: String(error.code) })));
  }
  io.err(`${translator(io.lang)(text('grade.variant.written', { count: variants.size, folder: dir }))}\n`);
  return exit.good;
}
