// npm run bench: what a lab, a round and the program cost, against the barest thing that does the same.
//   --times N   runs of each (default 7)
//   --only PART boot, round, cost, causes, memory, program, ways or watch; several with commas (default: all); crowd by name alone
//   --seed N    which broken labs are drawn (default 1), --states how many (default 30)
//   --seats N   UIs of the crowd (default 30), a step each --period (default 20) seconds for --seconds (default 180)
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../lessons/testing/lab.ts';
import { removeTree } from '../test/tools/remove-tree.ts';
import { causes } from './bench/causes.ts';
import { cost } from './bench/cost.ts';
import { crowd } from './bench/crowd.ts';
import { boot, fresh, round } from './bench/lab.ts';
import { type Figure, table } from './bench/measure.ts';
import { memory } from './bench/memory.ts';
import { firstFrame, help } from './bench/program.ts';
import { watch } from './bench/watch.ts';
import { cloneWay, imageMissing, imageWay, packageWay, wayFigure } from './bench/ways.ts';

const parts = 'boot,round,cost,causes,memory,program,ways,watch';
const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '7' },
    only: { type: 'string', default: parts },
    seed: { type: 'string', default: '1' },
    states: { type: 'string', default: '30' },
    seats: { type: 'string', default: '30' },
    period: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '180' },
  },
});
const wants = (part: string): boolean => values.only.split(',').includes(part);
const times = Number(values.times);
const scratch = mkdtempSync(join(tmpdir(), 'bridgework-bench-'));
// Root's floor runs as an id that owns nothing else, and must get at its data root.
chmodSync(scratch, 0o755);
const lab = createSandbox({ name: 'default', home: scratch });
const note = (what: string): void => console.error(`measuring: ${what}`);

const figures: Figure[] = [];
try {
  if (wants('boot')) {
    note('boot');
    figures.push(...(await boot(lab, scratch, times)));
  }
  await fresh(lab);
  if (wants('round')) {
    note('a whole-course round');
    figures.push(await round(lab, times));
  }
  if (wants('cost')) {
    note('what commands cost');
    figures.push(...(await cost(lab, scratch, times)));
  }
  if (wants('causes')) {
    note('broken labs: how soon a cause is named');
    figures.push(...(await causes(lab, Number(values.states), Number(values.seed))));
    await fresh(lab);
  }
  if (wants('crowd')) {
    note('many UIs at once');
    const { seats, period, seconds } = values;
    figures.push(...(await crowd(scratch, { seats: Number(seats), period: Number(period), seconds: Number(seconds) })));
  }
  if (wants('memory')) {
    note('memory');
    const { pid } = await lab.status();
    if (pid !== undefined) figures.push(memory(pid));
  }
  if (wants('program')) {
    note('--help and the first frame');
    figures.push(...(await help(times * 3)));
    figures.push(await firstFrame({ ...process.env, BRIDGEWORK_HOME: scratch }, times));
  }
  if (wants('ways')) {
    note('the ways in: a clone, the package, the image');
    figures.push(await wayFigure(await cloneWay(scratch), times));
    figures.push(await wayFigure(await packageWay(scratch), times));
    const image = imageWay(process.env);
    figures.push(image ? await wayFigure(image, times) : imageMissing);
  }
  if (wants('watch')) {
    note('from a change to its verdict');
    // Eleven kinds of changes, each there and back: at least 200 in all.
    figures.push(...(await watch(lab, Math.max(10, times), () => fresh(lab))));
  }
} finally {
  // What was measured before something failed is worth knowing too.
  console.log(table(figures));
  await lab.down();
  await removeTree(scratch);
}
