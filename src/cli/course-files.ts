import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CourseContent } from '../course/content.ts';
import { fileOf, type LessonText } from '../course/parse.ts';
import type { Lang } from '../i18n/text.ts';

/**
 * The folder that holds this program's package.json, looked for upwards from this module: the same files serve
 * `node src/main.ts`, the bundle in `dist/` and the tests, and a learner can read the lessons there.
 */
export function packageRoot(from: string = dirname(fileURLToPath(import.meta.url))): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const parent = dirname(from);
  return parent === from ? from : packageRoot(parent);
}

/** Reads the lesson files that exist; one that does not is reported by `loadCourse`. */
export async function readLessonTexts(
  { home, lessons, languages }: CourseContent,
  langs: readonly Lang[] = languages,
  root: string = packageRoot(),
): Promise<readonly LessonText[]> {
  const wanted = lessons.flatMap((folder) => langs.map((lang) => ({ home, folder, lang })));
  const read = await Promise.all(
    wanted.map(async (file) => ({ ...file, text: await readIfPresent(join(root, fileOf(file))) })),
  );
  return read.flatMap(({ text, ...file }) => (text === undefined ? [] : [{ ...file, text }]));
}

/** The source's commands in order, one a line: what `lintCourse` compares the lessons with; undefined where the course keeps none. */
export async function readSourceCommands(
  { home, source }: CourseContent,
  root: string = packageRoot(),
): Promise<readonly string[] | undefined> {
  if (source === undefined) return undefined;
  const file = await readFile(join(root, home, source), 'utf8');
  return file.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
