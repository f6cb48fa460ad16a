import { defaultParams } from '../../lessons/params/params.ts';

const { uplink, gateway } = defaultParams;

/** What a lab of this course keeps between two cases. */
export const keeps = {
  cards: [uplink],
  lines: [`ip address del ${gateway}/16 dev ${uplink}`, `ip address del ${gateway}/32 dev lo`],
} as const;
