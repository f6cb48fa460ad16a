import { defineConfig } from 'vitest/config';

const lab = 'src/**/*.lab.test.{ts,tsx}';
const e2e = 'test/e2e/**/*.lab.test.ts';
/** What is judged and how the kernel decides does not hang on who runs the lab: these run once. */
const judgement = ['checks/variants.lab.test.ts', 'src/netfilter/kernel.lab.test.ts'];
const proof = '{src,checks,test}/**/*.proof.test.ts';

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
          exclude: ['**/*.lab.test.*', '**/*.proof.test.*', 'node_modules/**'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: 'lab', include: [lab, 'checks/**/*.lab.test.ts'], exclude: judgement, ...serial },
      },
      { extends: true, test: { name: 'judgement', include: judgement, ...serial } },
      { extends: true, test: { name: 'proof', include: [proof], ...serial, testTimeout: 600_000 } },
      { extends: true, test: { name: 'e2e', include: [e2e], ...serial, testTimeout: 900_000 } },
    ],
  },
});
