import { createSandbox as create, type SandboxOptions } from '../../src/lab/sandbox/sandbox.ts';
import { defaultParams } from '../params/params.ts';
import { labPlan } from '../topology.ts';

/** A sandbox as this course wants it; one that is up is taken as it is, unless the test has a plan of its own. */
export const createSandbox = ({
  plan,
  ...options
}: Omit<SandboxOptions, 'plan' | 'isAsked'> & { plan?: SandboxOptions['plan'] }) =>
  create({ ...options, plan: plan ?? labPlan(defaultParams), isAsked: plan !== undefined });
