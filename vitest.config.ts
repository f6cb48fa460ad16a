import { defineConfig } from 'vitest/config';

const lab = 'src/**/*.lab.test.{ts,tsx}';
const e2e = 'test/e2e/**/*.lab.test.ts';
/** These watch the whole machine or the clock, or fill both cores with labs of their own. */
const alone = [
  'src/lab/sandbox/{untouched,refusals}.lab.test.ts',
  'src/{learn,verify}/**/*.lab.test.ts',
  'checks/variants.lab.test.ts',
];
const proof = '{src,checks,test}/**/*.proof.test.ts';

const patient = { testTimeout: 180_000, hookTimeout: 180_000, teardownTimeout: 60_000 };
/** One file after another: each owns a whole Docker Engine, and two cores are what CI has. */
const serial = { ...patient, fileParallelism: false, maxWorkers: 1 };

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
          exclude: ['**/*.lab.test.*', '**/*.proof.test.*', 'node_modules/**'],
          testTimeout: 30_000,
        },
      },
      // Most of the time goes into fetches that nobody answers, so two files share the cores.
      {
        extends: true,
        test: {
          name: 'lab',
          include: [lab, 'checks/**/*.lab.test.ts'],
          exclude: alone,
          ...patient,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      { extends: true, test: { name: 'lab-alone', include: alone, ...serial, sequence: { groupOrder: 1 } } },
      { extends: true, test: { name: 'proof', include: [proof], ...serial, testTimeout: 600_000 } },
      { extends: true, test: { name: 'e2e', include: [e2e], ...serial, testTimeout: 900_000 } },
    ],
  },
});
