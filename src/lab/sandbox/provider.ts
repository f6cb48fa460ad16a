import type { LabProvider } from '../provider.ts';
import { findingsOf } from './doctor.ts';
import { createSandbox } from './sandbox.ts';
import { listLabs } from './status.ts';

export const sandboxes: LabProvider = {
  open(name, { home, course }, params) {
    const plan = course.plan(params ?? course.defaults);
    return createSandbox({ name, home, plan, isAsked: params !== undefined });
  },
  list: ({ home }) => listLabs(home),
  findings: findingsOf,
};
