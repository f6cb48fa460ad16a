import type { Course } from '../course/course.ts';
import type { Lab } from '../lab/lab.ts';
import { createProgressStore, progressPath } from '../learn/progress-file.ts';
import type { Session } from '../learn/session.ts';
import { createSession } from '../learn/session-live.ts';
import { createLooker } from '../look/looker.ts';
import { pace } from '../look/watching.ts';
import type { Services } from './services.ts';

/** The one session that the UI and the headless commands use; headless ones look only when asked. */
export async function openSession(
  services: Services,
  lab: Lab,
  course: Course,
  use: { readonly ui: boolean; readonly at?: string | undefined },
): Promise<Session> {
  const machine = { kind: lab.kind, params: course.params };
  return createSession({
    lab,
    course,
    checks: (await services.course()).checks,
    runLine: await services.runLine(lab),
    looker: createLooker(lab, course.scene),
    store: createProgressStore(progressPath(await services.home(), lab.name)),
    ...(use.ui ? { looks: 'entering', watch: pace, examine: () => services.doctor(lab, machine) } : { looks: 'asked' }),
    ...(use.at === undefined ? {} : { startAt: use.at }),
  });
}
