import { allChecks } from '../checks/index.ts';
import { pitfalls } from '../checks/pitfalls/index.ts';
import * as proof from '../checks/proof/index.ts';
import { words } from '../checks/words/text.ts';
import { defineCourse } from '../src/define/course.ts';
import { requiredAsides } from './asides.ts';
import { goals } from './goals.ts';
import { paramSet } from './params/params.ts';
import { rewriting } from './peers.ts';
import { onMachine, scene, variant } from './scene.ts';
import { labPlan } from './topology.ts';

/** This course: two containers, wired by hand, and all that belongs to it. */
export const course = defineCourse({
  identity: { id: 'container-networks', names: { en: 'Container networks', 'zh-CN': '容器网络' } },
  home: 'lessons',
  languages: ['en', 'zh-CN'],
  lessons: ['0-containers', '1-bridge-network', '2-outside', '3-hostport', '4-hairpin'],
  source: 'source-commands.txt',
  goals,
  params: paramSet,
  asides: requiredAsides,
  rewriting,
  scene,
  onMachine,
  variant,
  // On a machine of its own the plan calls things as the parameters do.
  lab: { plan: labPlan, here: (params) => params },
  words,
  checks: allChecks,
  proof,
  pitfalls,
});
