/** How a command of an experiment ends, and what it prints; without a word, it succeeds. */
export interface Ending {
  readonly exit?: number;
  readonly prints?: RegExp;
  /** How many packets the first line with these words, one after the other, has counted: at least, at most. */
  readonly counts?: { readonly [words: string]: readonly [number, number] };
}

const page = /nginx|This is c\d/;
const times = { exit: 1, prints: /download timed out/ };
const hangs = { exit: 28, prints: /curl: \(28\)|^$/ };
const done: Ending = {};

/** Lesson -> its experiments -> their commands, as lessons/experiments.proof.test.ts tries them. */
export const endings: { readonly [lesson: string]: readonly (readonly Ending[])[] } = {
  containers: [
    [{ prints: /nginx/ }],
    [{ exit: 1, prints: /bind\(\) to 0\.0\.0\.0:80 failed/ }],
    [done, { prints: /^lo +DOWN/ }, done],
  ],
  'bridge-network': [
    [done, { prints: page }, { exit: 1, prints: /Network (is )?unreachable/ }, done],
    [done, { prints: page }, hangs, done],
    [done, done, { prints: page }, done, done],
  ],
  outside: [
    [done, times, { prints: page }, done],
    [done, done, { prints: /It saw you as 172\.18\.0\.2\./ }, done, done],
    [done, { prints: page }, done, done, hangs, { prints: /It saw you as 192\.168\.1\.61\./ }, done, done, done],
  ],
  hostport: [
    [
      ...[done, done, { prints: page }],
      { counts: { 'to:172.18.0.2:80': [1, 1] } },
      { counts: { 'ens33 br0': [3, 20], 'br0 ens33': [3, 20] } },
    ],
    [done, done, { prints: /This is outside/ }, { prints: page }, done, done],
    [done, hangs, done, { prints: page }, done, done],
  ],
  hairpin: [
    [done, times, { prints: page }, done],
    [done, done, { prints: page }, done, done],
    [done, done, { prints: page }, { prints: /192\.168\.1\.50/ }, { prints: page }, done, done],
  ],
};
