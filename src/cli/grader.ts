import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Grader } from '../grading/grader.ts';
import { translator } from '../i18n/translate.ts';
import { packageRoot } from './course-files.ts';
import type { Cli } from './services.ts';

/** The one who grades is who runs this program: words go to standard error. */
export async function graderOf({ io, services }: Cli): Promise<Grader> {
  const manifest = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const translate = translator(io.lang);
  return {
    env: io.env,
    lang: io.lang,
    program: manifest.version,
    course: await services.course(),
    home: () => services.home(),
    notify: (words) => io.err(`${translate(words)}\n`),
  };
}
