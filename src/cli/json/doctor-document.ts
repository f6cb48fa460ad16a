import { z } from 'zod';

/** `doctor --json`. */
export const doctorDocument = z
  .strictObject({
    version: z.literal(1),
    lab: z.string(),
    findings: z.array(
      z.strictObject({
        id: z.string(),
        state: z.enum(['ok', 'warning', 'blocking', 'unknown']),
        text: z.string(),
        mend: z.string().optional(),
      }),
    ),
  })
  .meta({ title: 'bridgework doctor --json' });
