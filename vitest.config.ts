import { defineConfig } from 'vitest/config';

const lab = 'src/**/*.lab.test.{ts,tsx}';
const e2e = 'test/e2e/**/*.lab.test.ts';
/** How the kernel decides, and what is judged, does not hang on who runs the lab: these run once, as root. */
const judgement = [
  'src/netfilter/kernel.lab.test.ts',
  'src/cli/check-walk.lab.test.ts',
  'src/cli/course-test.lab.test.ts',
  'src/cli/here.lab.test.ts',
  'checks/pitfalls/*.lab.test.ts',
  'src/lab/here/{here,guard,ledger,permission}.lab.test.ts',
  'src/lab/ssh/*.lab.test.ts',
  'src/round/listening.lab.test.ts',
];
/** The whole course on machines of several kinds, with restarts; and the program itself there. Asked for, as it takes minutes. */
const here = ['src/cli/here-machines.lab.test.ts', 'src/lab/here/program.lab.test.ts'];
/** A class, from roster to report: over ssh, by Ansible, with cheats. Asked for, too. */
const grading = [
  'src/cli/grade.lab.test.ts',
  'src/cli/grade-remote.lab.test.ts',
  'src/grading/remote/cheats.lab.test.ts',
  'test/ansible/grade.lab.test.ts',
];
/**
 * Long, and hard only for who has no rights: when root runs the tests, these run as an ordinary user alone. As root the
 * proof and the end-to-end test walk the whole course, and the other files try the lab.
 */
const ordinary = [
  'checks/walk.lab.test.ts',
  'src/cli/cli.lab.test.ts',
  'src/cli/parameters.lab.test.ts',
  'src/cli/trace-live.lab.test.ts',
  'src/look/watch.lab.test.ts',
  'src/round/{wired,troubled,script}.lab.test.ts',
];
/** What `bridgework course test` does, test by test, with a spread of its mutants; and what the lessons say, tried in a lab. */
const proof = ['checks/course.proof.test.ts', 'lessons/sentences.proof.test.ts'];
/** Every diagnosis in a real lab; apart from the other proofs, since it is asked for after each change of words or judgement. */
const injections = 'checks/injections.proof.test.ts';
/** Every place where a request can end, made in a real lab. */
const ends = 'checks/ends.proof.test.ts';
const differential = 'test/**/*.proof.test.ts';

/** A state folder that the release before this one has made. */
const keptState = 'test/upgrade/state.lab.test.ts';

/** Real-lab files run one after another: each owns a whole Docker Engine, and two cores are what CI has. */
const serial = {
  fileParallelism: false,
  maxWorkers: 1,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  teardownTimeout: 60_000,
};

export default defineConfig({
  // A checkout that belongs to root can be tested by an ordinary user.
  cacheDir: process.env['BRIDGEWORK_TEST_CACHE'] ?? 'node_modules/.vite',
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{src,checks,lessons,scripts,test}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.lab.test.*', '**/*.proof.test.*', 'test/fuzz/**', 'node_modules/**'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'lab', include: [lab], exclude: [...judgement, ...ordinary, ...here, ...grading], ...serial },
      },
      { extends: true, test: { name: 'ordinary', include: ordinary, ...serial } },
      { extends: true, test: { name: 'judgement', include: judgement, ...serial } },
      { extends: true, test: { name: 'here', include: here, ...serial, testTimeout: 600_000 } },
      { extends: true, test: { name: 'fuzz', include: ['test/fuzz/**/*.test.ts'] } },
      { extends: true, test: { name: 'attacks', include: ['test/attacks/**/*.lab.test.ts'], ...serial } },
      { extends: true, test: { name: 'grading', include: grading, ...serial } },
      { extends: true, test: { name: 'proof', include: proof, ...serial, testTimeout: 1_800_000 } },
      { extends: true, test: { name: 'injections', include: [injections, ends], ...serial, testTimeout: 1_200_000 } },
      { extends: true, test: { name: 'differential', include: [differential], ...serial, testTimeout: 1_200_000 } },
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.lab.test.ts'], ...serial } },
      { extends: true, test: { name: 'package', include: ['test/package/**/*.lab.test.ts', keptState], ...serial } },
      { extends: true, test: { name: 'upgrade', include: ['test/upgrade/release.lab.test.ts'], ...serial } },
      { extends: true, test: { name: 'e2e', include: [e2e], ...serial, testTimeout: 900_000 } },
    ],
  },
});
