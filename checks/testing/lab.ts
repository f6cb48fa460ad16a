import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../../src/lab/lab.ts';
import { createSandbox } from '../../src/lab/sandbox/sandbox.ts';
import type { Check, CheckResult } from '../../src/verify/check.ts';
import { judge, needsOf, planRound, readingsOf, readRound } from '../../src/verify/index.ts';
import { params } from './draft.ts';

const bound = 60_000;

/** A real lab of a test's own; `end` leaves nothing. */
export interface TestLab {
  readonly lab: Lab;
  /** Runs shell lines in the lab as a learner's terminal would (docker exec -it needs one); throws when a line fails. */
  sh(...lines: readonly string[]): Promise<string>;
  /** Looks and judges. */
  look(checks: readonly Check[]): Promise<readonly CheckResult[]>;
  end(): Promise<void>;
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

export async function testLab(name: string): Promise<TestLab> {
  const home = mkdtempSync(join(tmpdir(), 'bridgework-checks-'));
  const lab = createSandbox({ name, home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(`${up.error.code}: ${JSON.stringify(up.error.text)} ${up.error.mend ?? ''}`);
  const run = async (script: string) => {
    const result = await lab.run(script, { timeoutMs: bound });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  return {
    lab,
    async sh(...lines) {
      const typed = lines.map((line) => `script -qec ${quoted(line)} /dev/null </dev/null || exit`);
      const result = await run(typed.join('\n'));
      if (result.exitCode !== 0) throw new Error(`${lines.join('; ')}: ${result.stdout} ${result.stderr}`);
      return result.stdout;
    },
    async look(checks) {
      const plan = planRound(needsOf(checks, params));
      const result = await run(plan.script);
      const round = readRound(plan, result.stdout);
      if (!round.ok) throw new Error(`${JSON.stringify(round.error)} ${result.stderr}`);
      return judge(checks, readingsOf(round.value), params);
    },
    async end() {
      await lab.down();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
