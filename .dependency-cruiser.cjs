/**
 * Imports point down only (ARCHITECTURE.md); every rule names what a file may reach, all else is forbidden. What is still wrong
 * would stand in .dependency-cruiser-known.json, and a test lets nothing stay there that is fixed.
 */
const leaves = '^src/(i18n/|text/|shell/|distro/|(result|programs|ipv4|lab/kind)\\.ts$)';

/** Production files of these folders may import only these (and leaves, themselves). */
const layers = [
  {
    from: '^lessons/',
    may: ['^(lessons|checks)/', '^src/(define|course)/', '^src/lab/(topology\\.ts$|here/(plan|machine)/)'],
  },
  { from: '^src/i18n/', may: [] },
  { from: '^src/text/', may: ['^src/text/'], leaves: false },
  { from: '^src/shell/', may: ['^src/(shell|text)/'], leaves: false },
  { from: '^src/ipv4\\.ts$', may: [], leaves: false },
  { from: '^src/(result|programs)\\.ts$', may: ['^src/lab/kind\\.ts$'], leaves: false },
  { from: '^src/distro/', may: ['^src/(distro/|programs\\.ts$|lab/kind\\.ts$)'], leaves: false },
  { from: '^src/netfilter/', may: ['^src/netfilter/'] },
  { from: '^src/round/', may: ['^src/round/'] },
  { from: '^src/facts/', may: ['^src/(facts|round|netfilter)/'] },
  { from: '^src/course/', may: ['^src/course/', '^src/(facts|round)/', '^src/netfilter/'] },
  { from: '^src/verify/', may: ['^src/(verify|trace|facts|round|netfilter|course)/'] },
  { from: '^src/picture/', may: ['^src/(picture|facts|round|netfilter|course)/'] },
  { from: '^src/trace/', may: ['^src/(trace|facts|round|netfilter|course)/'] },
  {
    from: '^checks/',
    may: ['^checks/', '^src/(verify|trace|facts|round|netfilter|doctor)/', '^src/proof/case\\.ts$', '^lessons/params/'],
  },
  { from: '^src/doctor/', may: ['^src/(doctor|verify|trace|facts|round|netfilter|course)/', '^src/lab/'] },
  {
    from: '^src/grade/',
    may: ['^src/grade/', '^src/look/(sight|walks)\\.ts$', '^src/(picture|verify|trace|course|facts|round|netfilter)/'],
  },
  { from: '^src/lab/', may: ['^src/lab/'] },
  {
    from: '^src/look/',
    may: ['^src/(look|picture|verify|trace|course|facts|round|netfilter)/', '^src/lab/lab\\.ts$'],
  },
  {
    from: '^src/learn/',
    may: ['^src/(learn|look|picture|verify|trace|course|facts|round|netfilter)/', '^src/lab/'],
  },
  {
    from: '^src/define/',
    may: ['^src/(define|doctor|proof|verify|course|facts|round|netfilter)/', '^src/lab/(topology\\.ts$|here/plan/)'],
  },
  {
    from: '^src/proof/',
    may: ['^src/(proof|look|verify|course|facts|round|netfilter)/', '^src/lab/'],
  },
  {
    from: '^src/grading/',
    may: ['^src/(grading|define|grade|learn|look|picture|verify|trace|course|facts|round|netfilter)/', '^src/lab/'],
  },
  { from: '^src/tui/', may: ['^src/tui/', '^src/(learn|look|picture|verify|trace|course)/'] },
  {
    from: '^src/cli/',
    may: [
      '^src/(cli|define|learn|look|grading|grade|proof|picture|verify|trace|course|facts|round|netfilter)/',
      '^src/lab/',
    ],
  },
];

/** Rooms of the UI, from left to right: each may import those that are named, itself, and what src/tui may. src/tui's own files may all. */
const drawn = ['text', 'markdown', 'model'];
const laidOut = [...drawn, 'panes', 'picture', 'walk', 'screens'];
const tuiRooms = {
  text: [],
  markdown: ['text'],
  model: ['text'],
  panes: drawn,
  picture: drawn,
  walk: [...drawn, 'picture'],
  screens: drawn,
  frame: laidOut,
  update: ['text', 'model', 'frame'],
  terminal: ['text', 'model'],
  components: ['text', 'model', 'frame'],
  store: ['model', 'frame', 'update'],
  plain: [...laidOut, 'frame', 'store'],
};

const tests = '\\.test\\.tsx?$|/testing/|/fixtures/|contract\\.ts$';

const bundled = Object.keys(require('./scripts/bundled/package.json').dependencies).map((name) =>
  name.replaceAll('.', '\\.'),
);
/** Tests and their helpers look down like their room; they may have a real lab and the small courses besides. */
const testsMay = ['^src/lab/', '^test/courses/', tests];
const roomsTestsMay = new Map([
  ['^lessons/', ['^checks/', '^src/cli/course-files\\.ts$', '^src/grade/variants/']],
  ['^checks/', ['^lessons/', '^src/(proof|course|look)/', '^src/tui/model/words\\.ts$']],
  // A fake lab's checks ask for a fetch, as real ones do.
  ['^src/tui/', ['^src/facts/index\\.ts$']],
  // The script is tried with the facts that it is for, on labs that are really looked at.
  ['^src/round/', ['^src/(facts|netfilter|look)/']],
]);

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.d\\.ts$', '^scripts/', '\\.test\\.tsx?$'] },
      to: {},
    },
    ...layers.map(({ from, may, leaves: withLeaves = true }) => ({
      name: `down-only ${from}`,
      severity: 'error',
      comment: 'main -> cli, tui -> learn -> look -> verify -> trace, course -> facts -> round, netfilter',
      from: { path: from, pathNot: tests },
      to: { path: '^(src|checks|lessons|scripts|test)/', pathNot: [...may, ...(withLeaves ? [leaves] : [])] },
    })),
    ...layers.map(({ from, may, leaves: withLeaves = true }) => ({
      name: `down-only, tests of ${from}`,
      severity: 'error',
      from: { path: `^(?=.*(?:${tests}))${from.slice(1)}` },
      to: {
        path: '^(src|checks|lessons|scripts|test)/',
        pathNot: [...may, ...(withLeaves ? [leaves] : []), ...testsMay, ...(roomsTestsMay.get(from) ?? [])],
      },
    })),
    {
      name: 'scripts-are-tools',
      severity: 'error',
      comment: 'Scripts may use everything; nothing is built on them.',
      from: { path: '^(src|checks|lessons|test)/' },
      to: { path: '^scripts/' },
    },
    {
      name: 'engine-knows-no-course',
      severity: 'error',
      comment:
        'Its tests neither: they have test/courses and src/testing. What needs this course is in test/container-network.',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^(lessons|checks)/' },
    },
    {
      name: 'test-is-for-tests',
      severity: 'error',
      from: { path: '^(src|checks|lessons)/', pathNot: `^src/.*(${tests})` },
      to: { path: '^test/' },
    },
    {
      name: 'tests-of-src-have-small-courses',
      severity: 'error',
      from: { path: `^src/.*(${tests})` },
      to: { path: '^test/', pathNot: '^test/courses/' },
    },
    {
      name: 'nobody-imports-a-test',
      severity: 'error',
      from: {},
      to: { path: '\\.test\\.tsx?$' },
    },
    ...Object.entries(tuiRooms).map(([room, may]) => ({
      name: `left-only src/tui/${room}`,
      severity: 'error',
      from: { path: `^src/tui/${room}/`, pathNot: tests },
      to: { path: '^src/tui/', pathNot: `^src/tui/(${[room, ...may].join('|')})/` },
    })),
    {
      name: 'tui-rooms-have-a-place',
      severity: 'error',
      comment: 'A new room of the UI is named above, with what it may import.',
      from: { path: '^src/tui/[^/]+/', pathNot: [`^src/tui/(${Object.keys(tuiRooms).join('|')})/`, tests] },
      to: { path: '^src/' },
    },
    {
      name: 'tui-is-not-node',
      severity: 'error',
      comment: 'The UI is given everything that it needs; only the composition root knows files and processes.',
      from: { path: '^src/tui/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'packages-by-name',
      severity: 'error',
      comment:
        'Bundled, a CommonJS package that is imported on demand has lost its names (zx is none): import a module of ours that imports it.',
      from: { path: '^(src|checks|lessons)/', pathNot: tests },
      to: { dependencyTypes: ['npm'], dynamic: true, pathNot: 'node_modules/zx/' },
    },
    {
      name: 'only-lab-spawns',
      severity: 'error',
      from: { path: '^(src|checks|lessons)/', pathNot: `^src/lab/|${tests}` },
      to: { path: '^(node:)?child_process$|node_modules/zx/|node_modules/@lydell/node-pty/' },
    },
    {
      name: 'labs-are-known-to-main-only',
      severity: 'error',
      comment: 'Everybody else talks to the port, src/lab/lab.ts.',
      from: { path: '^(src|checks)/', pathNot: `^src/(lab/|main|define/)|${tests}` },
      to: { path: '^src/lab/', pathNot: '^src/lab/(lab|kind)\\.ts$' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'Judging, grading, tracing, parsing are functions of data. Hashes are too, but come from node:crypto.',
      from: {
        path: '^src/(round|facts|picture|verify|trace|netfilter|i18n|doctor|define)/|^src/grade/(?!evidence/|variants/|reports/xapi)|^(checks|lessons)/',
        pathNot: tests,
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'grades-are-pure',
      severity: 'error',
      comment:
        'Machines, files and keys are in src/grading; what a grade says of them is a function of data. Hashes are, too.',
      from: { path: '^src/grade/', pathNot: tests },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'not-to-tests',
      severity: 'error',
      from: { pathNot: `${tests}|^test/|^scripts/` },
      to: { path: tests },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'only-what-is-bundled',
      severity: 'error',
      comment: "A learner's clone has no other packages (docs/decisions/0024).",
      from: { path: '^(src|checks|lessons)/', pathNot: tests },
      to: { path: '^node_modules/', pathNot: [`^node_modules/(${bundled.join('|')})/`] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^(dist|coverage)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
