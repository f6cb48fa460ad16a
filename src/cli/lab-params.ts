import type { Params } from '../course/params.ts';
import { err, type Result } from '../result.ts';
import { readParams } from './load-params.ts';
import type { CourseOption, LabOption } from './options.ts';
import { type Refusal, refusalOf } from './refuse.ts';
import type { Cli } from './services.ts';

/** The course's parameters in a lab: what the lab's machine needs comes before what files and options say. */
export async function readLabParams(cli: Cli, options: LabOption & CourseOption): Promise<Result<Params, Refusal>> {
  const machine = await cli.services.machineParams(options.lab);
  return machine.ok ? readParams(cli, options, machine.value) : err(refusalOf(machine.error));
}
