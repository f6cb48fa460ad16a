/** Options as commander hands them over. */
export interface LangOption {
  readonly lang?: string;
}

export interface LabOption {
  readonly lab: string;
}

export interface CourseOption {
  /** `bridge=lan7`, `web.address=10.9.0.2`; over what the file in BRIDGEWORK_PARAMS says. */
  readonly param: readonly string[];
  /** Whose parameters these are: what the course secret draws for this id is under that file. */
  readonly student?: string;
}
