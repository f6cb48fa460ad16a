import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnv, packAndInstall } from '../../test/tools/installed.ts';
import { must } from '../../test/tools/spawn.ts';
import { type Figure, median } from './measure.ts';
import { firstFrameOnce } from './program.ts';

const root = join(import.meta.dirname, '../..');

/** A way in which the program comes to a machine. */
export interface Way {
  readonly what: string;
  readonly bytes: number;
  /** What opens the course. */
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Megabytes, and seconds to the first frame, that it must stay below. */
  readonly aim: { readonly megabytes: number; readonly seconds: number };
}

/** What it takes of the disk, in blocks: what `du` says. */
const onDisk = async (...folders: readonly string[]): Promise<number> => {
  const lines = (await must(['du', '-s', '-B1', ...folders])).trim().split('\n');
  return lines.reduce((sum, line) => sum + Number(line.split('\t')[0]), 0);
};

/** A clone in which a learner said `npm start`, with this machine's own Node: sources, what they are built with, the bundle. */
export async function cloneWay(scratch: string): Promise<Way> {
  const folder = join(scratch, 'clone');
  await must(['git', 'clone', '--quiet', '--depth', '1', `file://${root}`, folder]);
  const env = cleanEnv(scratch);
  await must(['sh', 'scripts/setup.sh', '--yes'], { cwd: folder, env });
  const bytes = (await onDisk(folder)) - (await onDisk(join(folder, '.git')));
  return { what: 'clone', bytes, argv: [join(folder, 'bin/bridgework')], env, aim: { megabytes: 80, seconds: 2 } };
}

export async function packageWay(scratch: string): Promise<Way> {
  const folder = join(scratch, 'package');
  mkdirSync(folder);
  const { program, prefix } = await packAndInstall(folder);
  const env = cleanEnv(scratch);
  // Compiled code is part of what it takes.
  await must([program, 'course', 'list'], { env });
  return { what: 'package', bytes: await onDisk(prefix), argv: [program], env, aim: { megabytes: 15, seconds: 2 } };
}

/**
 * The container image, by whoever has an engine to run it: `BRIDGEWORK_BENCH_IMAGE_BYTES` is its unpacked size
 * (`docker image inspect -f '{{.Size}}'`), `BRIDGEWORK_BENCH_IMAGE_RUN` the command that runs it on this terminal.
 */
export function imageWay(env: NodeJS.ProcessEnv): Way | undefined {
  const [bytes, command] = [Number(env['BRIDGEWORK_BENCH_IMAGE_BYTES']), env['BRIDGEWORK_BENCH_IMAGE_RUN']];
  if (!(bytes > 0) || command === undefined) return undefined;
  return { what: 'image', bytes, argv: ['sh', '-c', command], env, aim: { megabytes: 600, seconds: 5 } };
}

/** One line: its size against the aim, and the time from the command to the first frame, the course's own time in it. */
export async function wayFigure({ what, bytes, argv, env, aim }: Way, times: number): Promise<Figure> {
  if (argv.length === 1 && !existsSync(argv[0] ?? '')) throw new Error(`${what}: there is no ${argv[0]}`);
  const walls: number[] = [];
  for (let run = 0; run < times; run += 1) walls.push((await firstFrameOnce(env, argv)).wall);
  const [megabytes, seconds] = [bytes / 1e6, median(walls) / 1000];
  return {
    what: `${what}: on disk, first frame`,
    ours: `${megabytes.toFixed(1)} MB, ${seconds.toFixed(2)} s`,
    floor: '',
    aim: `<= ${aim.megabytes} MB, ${aim.seconds} s`,
    good: megabytes <= aim.megabytes && seconds <= aim.seconds,
  };
}

export const imageMissing: Figure = {
  what: 'image: on disk, first frame',
  ours: 'not measured',
  floor: '(no image named)',
  aim: '<= 600 MB, 5 s',
};
