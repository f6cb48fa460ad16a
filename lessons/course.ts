import { allChecks } from '../checks/index.ts';
import { pitfalls } from '../checks/pitfalls/index.ts';
import * as proof from '../checks/proof/index.ts';
import { words } from '../checks/words/text.ts';
import { defineCourse } from '../src/define/course.ts';
import { messageOf } from '../src/i18n/catalogue.ts';
import { inEvery, langs } from '../src/i18n/lang.ts';
import { requiredAsides } from './asides.ts';
import { drawing } from './draws.ts';
import { goals } from './goals.ts';
import { here } from './here.ts';
import { paramSet } from './params/params.ts';
import { rewriting } from './peers.ts';
import { onMachine, scene, variant } from './scene.ts';
import { labPlan } from './topology.ts';

const names = inEvery((lang) => messageOf(lang, 'lessons.name'));

/** This course: two containers, wired by hand, and all that belongs to it. */
export const course = defineCourse({
  identity: { id: 'container-networks', names },
  home: 'lessons',
  languages: langs,
  lessons: ['0-containers', '1-bridge-network', '2-outside', '3-hostport', '4-hairpin'],
  source: 'source-commands.txt',
  goals,
  params: paramSet,
  asides: requiredAsides,
  rewriting,
  scene,
  onMachine,
  variant,
  drawing,
  lab: { plan: labPlan, here },
  words,
  checks: allChecks,
  proof,
  pitfalls,
});
