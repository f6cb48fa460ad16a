import { checks as enChecks } from './en/checks.ts';
import { cli as enCli } from './en/cli.ts';
import { course as enCourse } from './en/course.ts';
import { diagnoses as enDiagnoses } from './en/diagnoses.ts';
import { doctor as enDoctor } from './en/doctor.ts';
import { evidence as enEvidence } from './en/evidence.ts';
import { facts as enFacts } from './en/facts.ts';
import { grade as enGrade } from './en/grade.ts';
import { inventory as enInventory } from './en/inventory.ts';
import { lab as enLab } from './en/lab.ts';
import { learn as enLearn } from './en/learn.ts';
import { proof as enProof } from './en/proof.ts';
import { remote as enRemote } from './en/remote.ts';
import { trace as enTrace } from './en/trace.ts';
import { traceEnd as enTraceEnd } from './en/trace-end.ts';
import { traceLive as enTraceLive } from './en/trace-live.ts';
import { ui as enUi } from './en/ui.ts';
import { checks as zhChecks } from './zh-CN/checks.ts';
import { cli as zhCli } from './zh-CN/cli.ts';
import { course as zhCourse } from './zh-CN/course.ts';
import { diagnoses as zhDiagnoses } from './zh-CN/diagnoses.ts';
import { doctor as zhDoctor } from './zh-CN/doctor.ts';
import { evidence as zhEvidence } from './zh-CN/evidence.ts';
import { facts as zhFacts } from './zh-CN/facts.ts';
import { grade as zhGrade } from './zh-CN/grade.ts';
import { inventory as zhInventory } from './zh-CN/inventory.ts';
import { lab as zhLab } from './zh-CN/lab.ts';
import { learn as zhLearn } from './zh-CN/learn.ts';
import { proof as zhProof } from './zh-CN/proof.ts';
import { remote as zhRemote } from './zh-CN/remote.ts';
import { trace as zhTrace } from './zh-CN/trace.ts';
import { traceEnd as zhTraceEnd } from './zh-CN/trace-end.ts';
import { traceLive as zhTraceLive } from './zh-CN/trace-live.ts';
import { ui as zhUi } from './zh-CN/ui.ts';

/** English is the source of the message ids; every other language must have exactly the same ones. */
const en = {
  ...enChecks,
  ...enCli,
  ...enCourse,
  ...enDiagnoses,
  ...enDoctor,
  ...enEvidence,
  ...enFacts,
  ...enGrade,
  ...enInventory,
  ...enLab,
  ...enLearn,
  ...enProof,
  ...enRemote,
  ...enTrace,
  ...enTraceEnd,
  ...enTraceLive,
  ...enUi,
} as const;

export type MessageId = keyof typeof en;
type Catalogue = { readonly [id in MessageId]: string };

const zhCN: Catalogue = {
  ...zhChecks,
  ...zhCli,
  ...zhCourse,
  ...zhDiagnoses,
  ...zhDoctor,
  ...zhEvidence,
  ...zhFacts,
  ...zhGrade,
  ...zhInventory,
  ...zhLab,
  ...zhLearn,
  ...zhProof,
  ...zhRemote,
  ...zhTrace,
  ...zhTraceEnd,
  ...zhTraceLive,
  ...zhUi,
};

export const catalogues: { readonly en: Catalogue; readonly 'zh-CN': Catalogue } = { en, 'zh-CN': zhCN };
