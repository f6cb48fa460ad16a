import type { Lang, Text } from '../i18n/text.ts';
import type { Result } from '../result.ts';
import type { HereCourse } from './here/plan/plan.ts';
import type { Finding, Lab, LabFailure, LabStatus, RunLine } from './lab.ts';
import type { LabPlan } from './topology.ts';

/** What a course says of its labs (`CourseDefinition.lab`), with the values that its parameters have by themselves. */
export interface LabCourse {
  readonly defaults: object;
  plan(params: object): Result<LabPlan, Text>;
  readonly here?: HereCourse;
}

export interface LabSetting {
  /** The state folder; it need not exist yet. */
  readonly home: string;
  readonly course: LabCourse;
  /** Whoever called the program said that this machine may be broken. */
  readonly disposable: boolean;
}

/** A kind of lab, for whoever opens labs: see `registry.ts`. */
export interface LabProvider {
  /** `params`: what was asked for; absent: whatever a running lab has, or what fits. Opening starts nothing. */
  open(name: string, setting: LabSetting, params?: object): Lab;
  /** Values of the course's parameters that this machine calls for; absent: it calls for none. */
  machineParams?(setting: LabSetting): Promise<Result<object, LabFailure>>;
  /** Labs of this kind that there are. */
  list(setting: LabSetting): Promise<readonly LabStatus[]>;
  /** What this machine offers to such a lab, besides what `doctor` looks at by itself. Looks only. */
  findings?(lab: Lab, home: string): Promise<readonly Finding[]>;
  /** Lines that the course runs itself, where they need care. */
  careful?(run: RunLine, lab: Lab, lang: Lang): RunLine;
}
