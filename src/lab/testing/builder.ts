/**
 * A builder of a lab in a process of its own: `node builder.ts NAME HOME [--once]`. Prints each phase, then `up` or
 * `because DETAIL` and `refused CODE MEND`. Without `--once` it stays afterwards, so that a test can kill it.
 */
import { createSandbox } from '../../testing/one-host/lab.ts';

const [name = '', home = '', once] = process.argv.slice(2);
const result = await createSandbox({ name, home }).up((event) => process.stdout.write(`${event.text.id}\n`));
if (!result.ok) process.stdout.write(`because ${result.error.text.values?.['detail'] ?? ''}\n`);
process.stdout.write(result.ok ? 'up\n' : `refused ${result.error.code} ${result.error.fix ?? ''}\n`);
if (once === undefined) setInterval(() => {}, 60_000);
