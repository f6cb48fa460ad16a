// npm run bench: what a lab, a round and the program cost, against the barest thing that does the same.
//   --times N   runs of each (default 7)
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../src/lab/sandbox/sandbox.ts';
import { boot, round, solve } from './bench/lab.ts';
import { type Figure, table } from './bench/measure.ts';
import { memory } from './bench/memory.ts';
import { firstFrame, help } from './bench/program.ts';
import { removeTree } from './test/remove-tree.ts';

const { values } = parseArgs({ options: { times: { type: 'string', default: '7' } } });
const times = Number(values.times);
const scratch = mkdtempSync(join(tmpdir(), 'bridgework-bench-'));
// Root's floor runs as an id that owns nothing else, and must get at its data root.
chmodSync(scratch, 0o755);
const lab = createSandbox({ name: 'default', home: scratch });
const note = (what: string): void => console.error(`measuring: ${what}`);

try {
  const figures: Figure[] = [];
  note('boot');
  figures.push(...(await boot(lab, scratch, times)));
  note('a whole-course round');
  await solve(lab);
  figures.push(await round(lab, times));
  note('memory');
  const { pid } = await lab.status();
  if (pid !== undefined) figures.push(memory(pid));
  note('--help and the first frame');
  figures.push(...(await help(times * 3)));
  figures.push(await firstFrame({ ...process.env, BRIDGEWORK_HOME: scratch }, times));
  console.log(table(figures));
} finally {
  await lab.down();
  await removeTree(scratch);
}
