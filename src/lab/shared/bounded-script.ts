import { text } from '../../i18n/text.ts';
import { err, ok, type Result } from '../../result.ts';
import type { LabFailure, ScriptResult } from '../lab.ts';
import { type Bounds, type Command, complete } from './process.ts';

/** As base64, which a round comes in: rules of 32 MB, and all else. A look at the whole course is some 200 kB. */
const maxBytes = 64 * 1024 * 1024;

/** Runs a script in a lab; one that prints without end is ended, and what it printed is not looked at. */
export async function runBounded(
  name: string,
  command: Command,
  bounds: Omit<Bounds, 'maxBytes'>,
): Promise<Result<ScriptResult, LabFailure>> {
  const { tooMuch, ...result } = await complete(command, { ...bounds, maxBytes });
  if (!tooMuch) return ok(result);
  return err({ code: 'lying', text: text('remote.fail.too-much', { name, megabytes: maxBytes / 1024 / 1024 }) });
}
