import { parse } from 'yaml';
import * as z from 'zod';

/** Where a family of diagnoses has its words, injections and scenarios. */
export const families = {
  address: { words: 'address', injections: 'addresses', scenarios: 'wiring' },
  answers: { words: 'probes', injections: 'answers', scenarios: 'wiring' },
  bridge: { words: 'bridge', injections: 'bridge', scenarios: 'wiring' },
  cable: { words: 'cable', injections: 'cables', scenarios: 'wiring' },
  containers: { words: 'containers', injections: 'containers', scenarios: 'wiring' },
  firewall: { words: 'forward', injections: 'firewalls', scenarios: 'switched' },
  hairpin: { words: 'hairpin', injections: 'hairpin', scenarios: 'ports' },
  nat: { words: 'nat', injections: 'nat', scenarios: 'ports' },
  routes: { words: 'address', injections: 'routes', scenarios: 'wiring' },
  switches: { words: 'switches', injections: 'forwarding', scenarios: 'switched' },
} as const;

type Family = keyof typeof families;

const filled = z.string().trim().min(1);
const words = z.strictObject({ what: filled, why: filled, next: filled, hint1: filled, hint2: filled, hint3: filled });
const form = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case, with hyphens'),
  after: filled,
  inject: z.array(filled).min(1),
  check: filled,
  suspect: filled,
  asked: z.strictObject({ file: z.string().regex(/^checks\/[\w/-]+\.ts$/), in: filled, before: filled }),
  scenario: z.strictObject({
    name: filled,
    change: filled,
    answer: z.enum(['timeout', 'refused', 'noRoute', 'unreachable']).optional(),
  }),
  family: z.enum(Object.keys(families) as [Family, ...Family[]]),
  words: z.strictObject({ en: words, 'zh-CN': words }),
});

/** A diagnosis as somebody filled it in (form.yaml). */
export type Form = z.infer<typeof form>;

/** The form, or what is wrong with it, a line each. */
export function readForm(yaml: string): Form | readonly string[] {
  const read = form.safeParse(parse(yaml));
  return read.success ? read.data : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}
