import type { ScriptResult } from '../../lab/lab.ts';
import { discardHome, scratchHome } from '../../lab/testing/scratch.ts';
import { observe } from '../../look/observe.ts';
import { createSandbox } from '../../testing/one-host/lab.ts';
import { defaultParams } from '../../testing/one-host/params.ts';
import type { FactRequest } from '../fact.ts';
import { planRound, type Readings, type Round, readingsOf } from '../index.ts';

export interface RoundLab {
  /** Runs a script as the lab's root; throws unless it ends with 0. */
  sh(script: string): Promise<string>;
  /** Holds one round. */
  look(...requests: readonly FactRequest<unknown>[]): Promise<{ readonly round: Round; readonly readings: Readings }>;
  run(script: string): Promise<ScriptResult>;
  end(): Promise<void>;
}

/** A real lab of a test's own; `end` leaves nothing. */
export async function roundLab(name: string): Promise<RoundLab> {
  const home = await scratchHome();
  const lab = createSandbox({ name, home });
  const up = await lab.up(() => {});
  if (!up.ok) {
    await discardHome(home);
    throw new Error(`${up.error.code}: ${JSON.stringify(up.error.text)} ${up.error.fix ?? ''}`);
  }
  const run = async (script: string): Promise<ScriptResult> => {
    const result = await lab.run(script, { timeoutMs: 60_000 });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };
  return {
    run,
    async sh(script) {
      const { stdout, stderr, exitCode } = await run(`set -e\n${script}`);
      if (exitCode !== 0) throw new Error(`exit code ${exitCode}: ${stdout} ${stderr}`);
      return stdout;
    },
    async look(...requests) {
      const seen = await observe(lab, planRound(requests), { timeoutMs: 60_000 });
      if (!seen.ok) throw new Error(JSON.stringify(seen.error));
      return { round: seen.value.round, readings: readingsOf(seen.value.round) };
    },
    end: () => discardHome(home),
  };
}

export const image = defaultParams.image;
