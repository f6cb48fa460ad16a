/** Patterns that may take longer than the text is long, and why nobody can make them do so. */
export const allowed: { readonly [pattern: string]: string } = {
  '/ \\/ \\/ [^\\n]* - overlay /': 'the list of mounts that this machine’s own kernel gives',
  '/^\\n+|\\s+$/g': 'lessons, which are ours',
  '/`[^`]*`|[\\w-]+(?:\\.[\\w-]+)+/g': 'lessons, which are ours',
  '/ *\\n */g': 'lessons, which are ours',
  '/(^|\\s)#.*$/': 'lessons, which are ours',
  '/\\$\\(docker inspect[^)]*\\)/g': 'commands of the course, which are ours',
  '/(^|[\\s;&|(/])ip(\\s+\\S+)*\\s+l(i(n(k)?)?)?\\s/': 'a command that the learner is about to run',
  '/^\\s*edit\\s+(\\d+)\\s*(.*)$/': 'a line that the learner types',
};

/** Files that put patterns together, how many, and of what. */
export const built: { readonly [file: string]: { readonly count: number; readonly because: string } } = {
  'src/lab/shared/reason-line.ts': {
    count: 1,
    because: 'one field of a log line of our own engine, each alternative decided by its first sign',
  },
  'lessons/peers.ts': { count: 5, because: 'names of the course’s parameters, over the course’s own lines' },
  'src/course/resolve.ts': { count: 1, because: 'tokens of the course’s parameters, over the course’s own lines' },
  'src/course/lint/parameters.ts': {
    count: 1,
    because: 'tokens of the course’s parameters, over the course’s own lines',
  },
};
