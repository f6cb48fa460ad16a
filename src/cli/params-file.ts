import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { text } from '../i18n/text.ts';
import { err, ok, type Result } from '../result.ts';
import { type Refusal, refusal } from './refuse.ts';

/** The file that BRIDGEWORK_PARAMS names, YAML or JSON: whatever it holds, `{}` when that is nothing. */
export async function readOverrides(file: string): Promise<Result<unknown, Refusal>> {
  try {
    return ok(parse(await readFile(file, 'utf8')) ?? {});
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return err(refusal(text('cli.params-file', { file, reason })));
  }
}
