import type { Course } from '../course/course.ts';
import { checksOfSteps } from '../course/graph.ts';
import type { Lab } from '../lab/lab.ts';
import type { Looked } from '../look/look.ts';
import { createLooker } from '../look/looker.ts';
import { err, ok, type Result } from '../result.ts';
import { type Refusal, refusalOf } from './refuse.ts';
import type { Cli } from './services.ts';

/**
 * A lab that is up, or why there is none: the looking commands never start one. `course`: whose names and addresses the
 * lab must have; without one, any lab will do.
 */
export async function openLab({ services }: Cli, name: string, course?: Course): Promise<Result<Lab, Refusal>> {
  const lab = await services.lab(name, course?.params);
  const ready = await lab.run(':', { timeoutMs: 10_000 });
  return ready.ok ? ok(lab) : err(refusalOf(ready.error));
}

/** One round over these steps, judged; the same looker as the UI's. */
export async function lookAt(
  { services }: Cli,
  lab: Lab,
  course: Course,
  steps: readonly string[],
): Promise<Result<Looked, Refusal>> {
  const { checks } = await services.course();
  const turn = await lab.turn({ isAwaited: () => true });
  const looked = await createLooker(lab, course.scene).look(checksOfSteps(checks, steps), { turn });
  return looked.ok ? looked : err(refusalOf(looked.error));
}
