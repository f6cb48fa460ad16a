/** What `npm test` runs, in this order. `tests` stages are vitest projects; the others count as one check each. */
export interface Stage {
  readonly id: string;
  readonly group: 'static' | 'unit' | 'lab' | 'proof' | 'recorded' | 'e2e' | 'package' | 'vm' | 'userlands';
  readonly title: string;
  readonly command: readonly string[];
  readonly tests?: boolean;
  /** When we are root: run also, or only, as an ordinary user. */
  readonly ordinaryUser?: 'also' | 'only';
  /** Cannot run as an ordinary user: there it is told as skipped. */
  readonly rootOnly?: boolean;
  /** Runs only when it is named: `npm test -- --only injections`. */
  readonly onDemand?: boolean;
}

const vitest = (project: string): readonly string[] => ['vitest', 'run', '--project', project];

const cruise = (config: string, ...more: readonly string[]): readonly string[] => [
  ...['node', '--require', './scripts/test/swc-tsx.cjs', 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'],
  ...['--config', config, ...more, '--output-type', 'err', 'src', 'checks', 'lessons', 'scripts', 'test'],
];

const shellScripts = [
  'bin/bridgework',
  '.ci/run',
  'scripts/*.sh',
  'scripts/*/*.sh',
  'vagrant/*.sh',
  'vagrant/*/*.sh',
  'container/*.sh',
];

export const stages: readonly Stage[] = [
  { id: 'format', group: 'static', title: 'format and lint', command: ['biome', 'ci', '--colors=off', '.'] },
  { id: 'types', group: 'static', title: 'types', command: ['tsc', '-p', '.'] },
  {
    id: 'imports',
    group: 'static',
    title: 'import rules, no cycles',
    command: cruise('.dependency-cruiser.cjs', '--ignore-known', '.dependency-cruiser-known.json'),
  },
  {
    id: 'folders',
    group: 'static',
    title: 'no new circles of folders',
    command: cruise('.dependency-cruiser-folders.cjs'),
  },
  {
    id: 'patterns',
    group: 'static',
    title: 'regular expressions in linear time',
    command: ['node', 'scripts/patterns.ts', '--check'],
  },
  { id: 'dead-code', group: 'static', title: 'dead code and dependencies', command: ['knip', '--no-progress'] },
  {
    id: 'shell',
    group: 'static',
    title: 'shell scripts',
    command: ['sh', '-c', `shellcheck -x ${shellScripts.join(' ')} $(find src checks lessons -name '*.sh')`],
  },
  { id: 'markdown', group: 'static', title: 'markdown', command: ['markdownlint-cli2'] },
  { id: 'spelling', group: 'static', title: 'spelling', command: ['cspell', '--no-progress', '--no-summary'] },
  {
    id: 'chinese',
    group: 'static',
    title: 'Chinese typography',
    command: ['sh', '-c', 'autocorrect --lint lessons/*/zh-CN.md $(ls README.zh-CN.md docs/*.zh-CN.md 2>/dev/null)'],
  },
  { id: 'course', group: 'static', title: 'course lint', command: ['bin/bridgework', 'course', 'lint'] },
  {
    id: 'diagnoses',
    group: 'static',
    title: 'catalogue of diagnoses is up to date',
    command: ['node', 'scripts/diagnoses.ts', '--check'],
  },
  {
    id: 'languages',
    group: 'static',
    title: 'what lists the languages is up to date',
    command: ['node', 'scripts/languages.ts', '--check'],
  },
  {
    id: 'doctor',
    group: 'static',
    title: 'table of doctor is up to date',
    command: ['node', 'scripts/doctor.ts', '--check'],
  },
  {
    id: 'matches',
    group: 'static',
    title: 'table of matches and targets is up to date',
    command: ['node', 'scripts/matches.ts', '--check'],
  },
  {
    id: 'numbers',
    group: 'static',
    title: 'numbers in README and docs are those of the code',
    command: ['node', 'scripts/numbers.ts', '--check'],
  },
  {
    id: 'machines',
    group: 'static',
    title: 'tables of packages are up to date',
    command: ['node', 'scripts/machines.ts', '--check'],
  },
  { id: 'unit', group: 'unit', title: 'unit, property and contract tests', command: vitest('unit'), tests: true },
  { id: 'lab', group: 'lab', title: 'real-lab tests', command: vitest('lab'), tests: true, ordinaryUser: 'also' },
  {
    id: 'ordinary',
    group: 'lab',
    title: 'longer real-lab tests, without root',
    command: vitest('ordinary'),
    tests: true,
    ordinaryUser: 'only',
  },
  { id: 'judgement', group: 'lab', title: 'judgement on real labs', command: vitest('judgement'), tests: true },
  {
    id: 'second-course',
    group: 'lab',
    title: 'a second course, of two hosts, from lint to grade',
    command: vitest('second-course'),
    tests: true,
  },
  {
    id: 'fuzz',
    group: 'proof',
    title: 'whatever reads what a lab or a file says, with texts that nobody wrote',
    command: vitest('fuzz'),
    tests: true,
  },
  {
    id: 'attacks',
    group: 'lab',
    title: 'what one lab can do to a grading, on real labs',
    command: vitest('attacks'),
    tests: true,
  },
  { id: 'proof', group: 'proof', title: 'the checks, tested on real labs', command: vitest('proof'), tests: true },
  {
    id: 'differential',
    group: 'proof',
    title: 'trace and reality in random labs',
    command: vitest('differential'),
    tests: true,
  },
  {
    id: 'course-test',
    group: 'recorded',
    title: 'the checks against every mutant',
    command: ['bin/bridgework', 'course', 'test', '--jobs', '3'],
    onDemand: true,
  },
  {
    id: 'injections',
    group: 'recorded',
    title: 'every diagnosis injected, found and fixed by its hints',
    command: vitest('injections'),
    onDemand: true,
    tests: true,
  },
  {
    id: 'engine-alone',
    group: 'recorded',
    title: 'the engine without lessons/ and checks/, on the course in test/courses',
    command: ['node', 'scripts/engine-alone.ts'],
    onDemand: true,
  },
  {
    id: 'here',
    group: 'recorded',
    title: 'the whole course on machines of several kinds',
    command: vitest('here'),
    onDemand: true,
    tests: true,
  },
  {
    id: 'grading',
    group: 'recorded',
    title: 'a class graded, over ssh and by Ansible, with cheats',
    command: vitest('grading'),
    onDemand: true,
    tests: true,
  },
  {
    id: 'browser',
    group: 'recorded',
    title: "HTML reports in Debian's chromium",
    command: vitest('browser'),
    onDemand: true,
    tests: true,
  },
  {
    id: 'upgrade',
    group: 'recorded',
    title: 'a running lab of the release before, built from the history',
    command: vitest('upgrade'),
    onDemand: true,
    tests: true,
  },
  {
    id: 'container',
    group: 'recorded',
    title: 'the container image, built by a real engine, and the course in it',
    command: ['bash', 'scripts/test-container.sh'],
    onDemand: true,
    rootOnly: true,
  },
  { id: 'e2e', group: 'e2e', title: 'end to end, in tmux', command: vitest('e2e'), tests: true },
  {
    id: 'package',
    group: 'package',
    title: 'the package, packed and run on Node 20 and 24; state of the release before; removal',
    command: vitest('package'),
    tests: true,
    ordinaryUser: 'also',
  },
  {
    id: 'vm',
    group: 'vm',
    title: 'provision.sh --vm in Debian 12 and 13, the Vagrantfile',
    command: ['bash', 'scripts/vm-checks.sh'],
    rootOnly: true,
  },
  {
    id: 'userlands',
    group: 'userlands',
    title: 'the whole course on the engines and programs of Debian 13 and 14, and what the lessons say of Docker today',
    command: ['bash', 'scripts/userlands.sh'],
    rootOnly: true,
  },
];
