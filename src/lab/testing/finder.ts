/** What a sandbox's doctor says in a process of its own: `node finder.ts NAME HOME`. Prints lines: id, state, fix. */

import { createSandbox } from '../../testing/one-host/lab.ts';
import { findingsOf } from '../sandbox/doctor.ts';

const [name = '', home = ''] = process.argv.slice(2);
for (const { id, state, fix = '' } of await findingsOf(createSandbox({ name, home }), home))
  process.stdout.write(`${id} ${state} ${fix}\n`);
