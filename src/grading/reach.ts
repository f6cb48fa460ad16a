import type { Params } from '../course/params.ts';
import type { CourseDefinition } from '../define/course.ts';
import type { Lab, Remote, SpareLab, SshSettings, SshTarget } from '../lab/lab.ts';

/** What a look needs of the program that makes it: in its own thread or in one of several. */
export interface Reach {
  /** What is graded. */
  course(): Promise<CourseDefinition>;
  /** The state folder. */
  home(): Promise<string>;
  /** A lab of this machine, for a course with these parameters. */
  lab(name: string, params: Params): Promise<Lab>;
  /** A sandbox that nobody has touched, for a course with these parameters, with nothing of this program in sight. */
  freshLab(name: string, params: Params): Promise<SpareLab>;
  /** A machine over ssh; nothing is connected yet. */
  remote(name: string, target: SshTarget, settings: SshSettings): Promise<Remote>;
}
