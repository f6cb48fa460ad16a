import { defineConfig } from 'vitest/config';

/** Real-lab files run one after another: each owns a whole Docker Engine, and two cores are what CI has. */
const serial = {
  fileParallelism: false,
  maxWorkers: 1,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  teardownTimeout: 60_000,
};

/** Tests by what stands before `.test.ts` in a file's name; without such a word it is a unit test. The values: settings of their own. */
const kinds = {
  /** On a real lab, as root and as an ordinary user. */
  lab: serial,
  /**
   * Long, and hard only for who has no rights: when root runs the tests, these run as an ordinary user alone. As root the
   * proof and the end-to-end test walk the whole course, and the other files try the lab.
   */
  ordinary: serial,
  /** How the kernel decides, and what is judged, does not hang on who runs the lab: these run once, as root. */
  judgement: serial,
  /** The whole course on machines of several kinds, with restarts; and the program itself there. Asked for, as it takes minutes. */
  here: { ...serial, testTimeout: 600_000 },
  /** A course of other machines, from lint to grade. */
  'second-course': serial,
  /** A class, from roster to report: over ssh, by Ansible, with cheats. Asked for, too. */
  grading: serial,
  /** What students tried, and what they might. */
  attacks: serial,
  /** Everything that reads what a lab or a file says, with broken input. */
  fuzz: {},
  /** What `bridgework course test` does, test by test, with a spread of its mutants; and what the lessons say, tried in a lab. */
  proof: { ...serial, testTimeout: 1_800_000 },
  /** Every diagnosis, and every place where a request can end, made in a real lab. */
  injections: { ...serial, testTimeout: 1_200_000 },
  /** `trace` against the kernel. */
  differential: { ...serial, testTimeout: 1_200_000 },
  /** Reports in Chromium. */
  browser: serial,
  /** The npm package, and a state folder that the release before this one has made. */
  package: serial,
  /** The release before this one, running. Asked for. */
  upgrade: serial,
  /** A learner at a terminal, over the whole course. */
  e2e: { ...serial, testTimeout: 900_000 },
};

const anyKind = Object.keys(kinds).join(',');

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
          exclude: [`**/*.{${anyKind}}.test.*`, 'node_modules/**'],
          testTimeout: 30_000,
        },
      },
      ...Object.entries(kinds).map(([name, settings]) => ({
        extends: true as const,
        test: { name, include: [`{src,checks,lessons,test}/**/*.${name}.test.{ts,tsx}`], ...settings },
      })),
    ],
  },
});
