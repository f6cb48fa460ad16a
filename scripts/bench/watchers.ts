import { setTimeout as pause } from 'node:timers/promises';
import { allChecks } from '../../checks/index.ts';
import { scene, taught } from '../../lessons/testing/taught.ts';
import { stepsOf } from '../../src/course/course.ts';
import type { Lab } from '../../src/lab/lab.ts';
import { createTerminal } from '../../src/lab/shared/terminal.ts';
import { markStep, noProgress } from '../../src/learn/progress.ts';
import { createSession } from '../../src/learn/session-live.ts';
import { createLooker } from '../../src/look/looker.ts';
import { pace } from '../../src/look/watching.ts';
import type { CheckResult } from '../../src/verify/check.ts';

/** Somebody who shows verdicts while the lab changes. */
export interface Watcher {
  /**
   * Milliseconds since the epoch at which it first shows this verdict from now on; without a check: any verdict of a look
   * that began from now on.
   */
  shows(check: string, verdict: 'pass' | 'fail'): Promise<number>;
  /** Nothing is going on any more. */
  rests(): Promise<void>;
  rounds(): number;
  stop(): Promise<void>;
}

type Listener = (results: readonly CheckResult[], began: number) => void;

/** Those who wait for a verdict; a watcher tells them every time it shows some. */
function audience() {
  const listeners = new Set<Listener>();
  return {
    notify(results: readonly CheckResult[], began: number): void {
      for (const listener of [...listeners]) listener(results, began);
    },
    shows: (id: string, verdict: 'pass' | 'fail'): Promise<number> =>
      new Promise((resolve) => {
        const asked = Date.now();
        const listener: Listener = (results, began) => {
          const seen =
            id === '' ? began >= asked : results.some((one) => one.check.id === id && one.verdict.verdict === verdict);
          if (!seen) return;
          listeners.delete(listener);
          resolve(Date.now());
        };
        listeners.add(listener);
      }),
  };
}

/** The session behind the UI, with the whole course claimed: every check is in play. */
export async function ours(lab: Lab): Promise<Watcher> {
  const course = await taught();
  const steps = stepsOf(course).map(({ id }) => id);
  const progress = steps.reduce((done, id) => markStep(done, id, 'done'), noProgress);
  const session = createSession({
    lab,
    runLine: createTerminal(lab),
    course,
    checks: allChecks,
    looker: createLooker(lab, scene),
    store: { load: async () => ({ progress }), save: async () => undefined, archive: async () => undefined },
    looks: 'entering',
    watch: pace,
  });
  const { notify: tell, shows } = audience();
  let [rounds, busy, changedAt] = [0, false, 0];
  session.subscribe((event) => {
    if (event.type === 'lab-changed') [busy, changedAt] = [true, Date.now()];
    else if (event.type === 'round-started') [rounds, busy] = [rounds + 1, true];
    else if (event.type === 'glanced') tell(event.results, changedAt);
    else if (event.type === 'round-ended') {
      busy = false;
      tell(event.results, changedAt);
    } else if (event.type === 'round-failed') busy = false;
    else if (event.type === 'notice') throw new Error(`not listening: ${event.text.id}`);
  });
  await session.start();
  return {
    shows,
    rounds: () => rounds,
    async rests() {
      for (let calm = 0; calm < 8; calm = busy ? 0 : calm + 1) await pause(50);
    },
    stop: () => session.close(),
  };
}

/** The peer: every second, all state checks, however little has changed. */
export async function polling(lab: Lab): Promise<Watcher> {
  const looker = createLooker(lab, scene);
  const states = allChecks.filter(({ kind }) => kind === 'state');
  const { notify: tell, shows } = audience();
  let [rounds, stopped] = [0, false];
  const loop = (async () => {
    while (!stopped) {
      const began = Date.now();
      const looked = await looker.look(states);
      rounds += 1;
      if (looked.ok) tell(looked.value.results, began);
      await pause(1000);
    }
  })();
  return {
    shows,
    rounds: () => rounds,
    rests: () => pause(Math.random() * 1000),
    async stop() {
      stopped = true;
      await loop;
    },
  };
}
