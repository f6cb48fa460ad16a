import { course } from '../../../lessons/course.ts';
import { here } from '../../../lessons/here.ts';
import type { Params } from '../../../lessons/params/params.ts';
import { guardLines } from '../../lab/here/cards/line-guard.ts';
import { createHere } from '../../lab/here/here.ts';
import { paramsOf } from '../../lab/here/params.ts';
import type { Played } from '../../lab/here/testing/played.ts';
import { createTerminal } from '../../lab/shared/terminal.ts';
import type { Services } from '../services.ts';
import { bridgework, type Ran } from './harness.ts';

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
