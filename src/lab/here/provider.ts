import { existsSync } from 'node:fs';
import { err } from '../../result.ts';
import type { Lab } from '../lab.ts';
import type { LabProvider, LabSetting } from '../provider.ts';
import { refusedLab } from '../shared/refused-lab.ts';
import { guardLines } from './cards/line-guard.ts';
import { createHere } from './here.ts';
import { hereFailures } from './machine/failure.ts';
import { thisMachine } from './machine/machine.ts';
import { declaration, hereName } from './machine/places.ts';
import { paramsOf } from './params.ts';

export const here: LabProvider = {
  open: (_name, setting, params) => open(setting, params),
  async machineParams({ home, course, disposable }) {
    return course.here
      ? paramsOf({ machine: thisMachine(home), course: course.here }, disposable)
      : err(hereFailures.otherCourse());
  },
  /** It is spoken of where it is up, or where the machine was declared for it. */
  async list(setting) {
    const status = await open(setting).status();
    return status.state === 'down' && !existsSync(declaration) ? [] : [status];
  },
  careful: guardLines,
};

function open({ home, course, disposable }: LabSetting, params?: object): Lab {
  if (!course.here) return refusedLab(hereName, 'here', hereFailures.otherCourse());
  return createHere({ home, course: course.here, disposable, ...(params ? { plan: course.here.plan(params) } : {}) });
}
