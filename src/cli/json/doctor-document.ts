import * as z from 'zod';
import { kindNames } from '../../lab/kind.ts';

/** `doctor --json`. */
export const doctorDocument = z
  .strictObject({
    version: z.literal(1),
    lab: z.string(),
    kind: z.enum(kindNames),
    findings: z.array(
      z.strictObject({
        id: z.string(),
        state: z.enum(['ok', 'warning', 'blocking', 'unknown']),
        text: z.string(),
        effect: z.string().optional(),
        mend: z.string().optional(),
        pitfalls: z.array(z.string()).readonly().optional(),
      }),
    ),
  })
  .meta({ title: 'bridgework doctor --json' });
