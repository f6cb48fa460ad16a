import type { Params } from '../course/params.ts';
import type { Lab } from '../lab/lab.ts';
import { ok } from '../result.ts';
import { drawPicture, judge, needsOf, pictureNeeds, readingsOf } from '../verify/index.ts';
import { askFingerprint, holdRound } from './hold-round.ts';
import type { Looker } from './look.ts';

/** Looks at a lab: one script a round. */
export function createLooker(lab: Pick<Lab, 'run'>, params: Params): Looker {
  return {
    async look(checks, signal) {
      const began = performance.now();
      const requests = [...needsOf(checks, params), ...pictureNeeds(params)];
      const round = await holdRound(lab, requests, signal);
      if (!round.ok) return round;
      const readings = readingsOf(round.value);
      return ok({
        results: judge(checks, readings, params),
        picture: drawPicture(readings, params, requests),
        ms: Math.round(performance.now() - began),
        fingerprint: round.value.fingerprint,
      });
    },
    fingerprint: () => askFingerprint(lab),
  };
}
