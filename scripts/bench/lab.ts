import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../../checks/index.ts';
import { scene } from '../../lessons/testing/taught.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { createLooker } from '../../src/look/looker.ts';
import { must } from '../../test/tools/spawn.ts';
import { clock, type Figure, inTurns, median, ratio } from './measure.ts';

const here = import.meta.dirname;

/** What a lab must do here, or the figures mean nothing. */
export async function script(lab: Lab, text: string): Promise<string> {
  const result = await lab.run(text, { timeoutMs: 120_000 });
  if (!result.ok) throw new Error(`the lab is not up: ${result.error.code}`);
  if (result.value.exitCode !== 0) throw new Error(`exit ${result.value.exitCode}: ${result.value.stderr}`);
  return result.value.stdout;
}

async function up(lab: Lab): Promise<void> {
  const result = await lab.up(() => {});
  if (!result.ok) throw new Error(`no lab: ${result.error.code}`);
}

const containers = [1, 2].map((n) => `docker run -d --net=none --name=c${n} nginx:1.13.3-alpine`).join(' && ');

/** The floor is a shell script: the same unshare, dockerd and two `docker run`, without anything that makes it a lab. */
export async function boot(lab: Lab, scratch: string, times: number): Promise<readonly Figure[]> {
  await up(lab);
  const image = join(scratch, 'image.tar');
  // The floor runs the same image, out of this lab's engine.
  await must(['sh', '-c', 'cp "$1"/cache/*/image.tar "$2"', 'cp', scratch, image]);
  const floor = async (): Promise<number> =>
    Number(await must(['sh', join(here, 'floor.sh'), join(scratch, 'floor'), image]));
  await floor();
  let alone: number[] = [];
  const ours = async (): Promise<number> => {
    await lab.down();
    const began = performance.now();
    await up(lab);
    alone.push(performance.now() - began);
    await script(lab, containers);
    return performance.now() - began;
  };
  await ours();
  alone = [];
  const measured = await inTurns(times, ours, floor);
  return [
    ratio('lab up + two docker run', measured, 'ms', 1.5),
    ratio('lab up alone', { ours: median(alone), floor: measured.floor }, 'ms'),
  ];
}

/** The source's commands, but those that only look and want a terminal. */
async function solve(lab: Lab): Promise<void> {
  const lines = readFileSync(join(here, '../../lessons/source-commands.txt'), 'utf8').split('\n');
  const commands = lines.filter((line) => line !== '' && !line.startsWith('#') && !/docker exec/.test(line));
  await script(lab, ['set -e', ...commands].join('\n'));
}

/** A new lab with the whole course done. */
export async function fresh(lab: Lab): Promise<void> {
  await lab.down();
  await up(lab);
  await solve(lab);
}

/** A whole-course round, judged, against the same observations in a script written by hand. Both enter the lab the same way. */
export async function round(lab: Lab, times: number): Promise<Figure> {
  const byHand = readFileSync(join(here, 'round.sh'), 'utf8');
  const looker = createLooker(lab, scene);
  const ours = (): Promise<number> =>
    clock(async () => {
      const looked = await looker.look(allChecks);
      if (!looked.ok) throw new Error(`could not look: ${looked.error.code}`);
      const open = looked.value.results.filter(({ verdict }) => verdict.verdict !== 'pass').map(({ check }) => check);
      if (open.length > 0) throw new Error(`the course is not solved: ${open.join(' ')}`);
    });
  await ours();
  return ratio('whole-course round', await inTurns(times, ours, () => clock(() => script(lab, byHand))), 'ms', 2);
}
