import * as z from 'zod';
import { kindNames } from '../../lab/kind.ts';

const lab = z.strictObject({
  name: z.string(),
  kind: z.enum(kindNames),
  state: z.enum(['up', 'down', 'broken']),
  pid: z.int().positive().optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  image: z.strictObject({ name: z.string(), standIn: z.boolean() }).optional(),
  ids: z.enum(['subids', 'single']).optional(),
});

/** `lab up|down|status --json`. */
export const labDocument = z
  .strictObject({ version: z.literal(1), lab })
  .meta({ title: 'bridgework lab status --json' });

/** `lab list --json`. */
export const labListDocument = z
  .strictObject({ version: z.literal(1), labs: z.array(lab) })
  .meta({ title: 'bridgework lab list --json' });
