import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Lab } from '../../src/lab/lab.ts';
import { cpuOfEnded, cpuOfTree } from './cpu.ts';
import { script } from './lab.ts';
import { type Figure, median } from './measure.ts';

const program = join(import.meta.dirname, '../../bin/bridgework');

interface Cost {
  /** CPU milliseconds of everything that ran: the command, what it started, and the lab with its engine. */
  readonly cpu: number;
  /** Processes and threads that were started in the lab. */
  readonly started: number;
}

/** One command, and what it costs until the lab is at rest again. */
async function costOf(lab: Lab, home: string, args: readonly string[]): Promise<Cost> {
  const { pid = 0 } = await lab.status();
  const startedInLab = async (): Promise<number> => Number(await script(lab, 'cat /proc/sys/kernel/ns_last_pid'));
  const before = { cpu: cpuOfTree(pid), started: await startedInLab() };
  const ended = cpuOfEnded();
  const ran = spawnSync(program, [...args, '--lab', lab.name], {
    env: { ...process.env, BRIDGEWORK_HOME: home },
    encoding: 'utf8',
  });
  if (ran.status !== 0) throw new Error(`${args.join(' ')}: exit ${ran.status}: ${ran.stderr}`);
  const own = cpuOfEnded() - ended;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return { cpu: own + cpuOfTree(pid) - before.cpu, started: (await startedInLab()) - before.started - 1 };
}

/** What commands cost in the solved course, dockerd's share included. */
export async function cost(lab: Lab, home: string, times: number): Promise<readonly Figure[]> {
  const measured: readonly { readonly what: string; readonly args: readonly string[]; readonly limit: number }[] = [
    { what: 'check of a step without docker exec', args: ['check', 'bridge'], limit: 250 },
    { what: 'check of the whole solved course', args: ['check'], limit: 800 },
    { what: 'run of a step, with the look after it', args: ['run', 'bridge-show'], limit: 800 },
  ];
  const figures: Figure[] = [];
  for (const { what, args, limit } of measured) {
    await costOf(lab, home, args);
    const costs: Cost[] = [];
    for (let time = 0; time < times; time += 1) costs.push(await costOf(lab, home, args));
    const cpu = median(costs.map((one) => one.cpu));
    figures.push({
      what: `CPU of ${what} (beside it: processes in the lab)`,
      ours: `${cpu.toFixed(0)} ms`,
      floor: String(median(costs.map(({ started }) => started))),
      aim: `<= ${limit} ms`,
      good: cpu <= limit,
    });
  }
  return figures;
}
