/** A reader of a stream in a process of its own, so that a test can kill it: `node follower.ts NAME HOME SCRIPT`. */
import { createSandbox } from '../../testing/one-host/lab.ts';

const [name = '', home = '', script = ''] = process.argv.slice(2);
const end = await createSandbox({ name, home }).stream(script, { onLine: (line) => process.stdout.write(`${line}\n`) });
process.stdout.write(`${JSON.stringify(end)}\n`);
