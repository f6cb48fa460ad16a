import { cli } from './cli.ts';
import { course } from './course.ts';
import { doctor } from './doctor.ts';
import { ends } from './ends.ts';
import { evidence } from './evidence.ts';
import { facts } from './facts.ts';
import { grade } from './grade.ts';
import { inventory } from './inventory.ts';
import { lab } from './lab.ts';
import { learn } from './learn.ts';
import { proof } from './proof.ts';
import { remote } from './remote.ts';
import { remove } from './remove.ts';
import { sizes } from './sizes.ts';
import { terminal } from './terminal.ts';
import { trace } from './trace.ts';
import { traceEnd } from './trace-end.ts';
import { traceLive } from './trace-live.ts';
import { ui } from './ui.ts';

/** English is the source of the message ids; every other language has exactly the same ones, in the same parts. */
export const en = [
  cli,
  course,
  doctor,
  ends,
  evidence,
  facts,
  grade,
  inventory,
  lab,
  learn,
  proof,
  remote,
  remove,
  terminal,
  trace,
  sizes,
  traceEnd,
  traceLive,
  ui,
] as const;
