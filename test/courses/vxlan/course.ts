import { defineCourse } from '../../../src/define/course.ts';
import { checks } from './checks.ts';
import { paramSet } from './params.ts';
import { proof } from './proof.ts';
import { scene, variant } from './scene.ts';
import { labPlan } from './topology.ts';
import { words } from './words.ts';

/** All commands of a step are ticked together: each of its checks looks at what they bring about as a whole. */
const together = (commands: number, check: string) => Array.from({ length: commands }, () => [check]);

/** A small course of its own shape, which shows that the engine knows no other one: two hosts that a tunnel joins. */
export const course = defineCourse({
  identity: { id: 'two-hosts', names: { en: 'Two hosts' } },
  home: 'test/courses/vxlan',
  languages: ['en'],
  lessons: ['0-two-hosts'],
  lines: {
    'start-both': together(2, 'both-run'),
    'wire-both': together(12, 'both-wired'),
    tunnel: together(4, 'tunnel-joined'),
  },
  params: paramSet,
  scene,
  variant,
  lab: { plan: labPlan },
  words,
  checks,
  proof,
  pitfalls: [],
});
