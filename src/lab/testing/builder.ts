/** A builder of a lab that tests can kill: `node builder.ts NAME HOME`. Prints `up` when the lab is up, then stays. */
import { createSandbox } from '../sandbox/sandbox.ts';

const [name = '', home = ''] = process.argv.slice(2);
const result = await createSandbox({ name, home }).up((event) => process.stdout.write(`${event.text.id}\n`));
process.stdout.write(result.ok ? 'up\n' : `refused ${result.error.code}\n`);
setInterval(() => {}, 60_000);
