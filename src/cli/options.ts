/** Options as commander hands them over. */
export interface LangOption {
  readonly lang?: string;
}

export interface LabOption {
  readonly lab: string;
}

export interface CourseOption {
  /** `bridge=lan7`, `web.address=10.9.0.2`; over what the file in BRIDGEWORK_PARAMS says. `student=ID`: what `--student` adds. */
  readonly param: readonly string[];
}

/** How a student's id travels among the parameters that it stands for. */
export const studentPair = 'student=';
