import { course } from '../../../lessons/course.ts';
import { here } from '../../../lessons/here.ts';
import type { Params } from '../../../lessons/params/params.ts';
import type { Services } from '../../../src/cli/services.ts';
import { bridgework, type Ran } from '../../../src/cli/testing/harness.ts';
import { guardLines } from '../../../src/lab/here/cards/line-guard.ts';
import { createHere } from '../../../src/lab/here/here.ts';
import { paramsOf } from '../../../src/lab/here/params.ts';
import type { Played } from '../../../src/lab/here/testing/played.ts';
import { createTerminal } from '../../../src/lab/shared/terminal.ts';

/** The command line on a played machine: `bridgework ARGS --lab here`, with the services that `main.ts` gives it. */
export async function onMachine(played: Played, ...args: readonly string[]): Promise<Ran> {
  const { home, machine } = played;
  const services: Partial<Services> = {
    course: async () => course,
    home: async () => home,
    lab: async (_name, params) =>
      createHere({ home, machine, course: here, ...(params ? { plan: here.plan(params as Params) } : {}) }),
    machineParams: () => paramsOf({ machine, course: here }, false),
    defaultLab: () => 'here',
    runLine: async (lab) => guardLines(createTerminal(lab), lab, 'en'),
  };
  return bridgework(args, { services });
}
