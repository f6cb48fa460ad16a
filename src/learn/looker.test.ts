import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../lessons/course.ts';
import { text } from '../i18n/text.ts';
import type { Lab, ScriptResult } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import { createLooker } from './looker.ts';

type Answer = Awaited<ReturnType<Lab['run']>>;

const said = (stdout: string, more: Partial<ScriptResult> = {}): Result<ScriptResult, never> =>
  ok({ stdout, stderr: '', exitCode: 0, signal: null, timedOut: false, ms: 1, ...more });

/** Frames as the lab would send them: no facts, only fingerprints before and after. */
function frame(script: string, before: string, after: string): string {
  const nonce = /BW_NONCE=([0-9a-f]+)/.exec(script)?.[1] ?? '';
  const bytes = btoa(`round 1\nbefore ${before}\nafter ${after}\nsizes\nbytes\n`);
  return `${nonce} begin\n${bytes}\n${nonce} end\n`;
}

function look(answer: (script: string, count: number) => Answer) {
  let count = 0;
  const looker = createLooker({ run: async (script) => answer(script, ++count) }, defaultParams);
  return { looker, count: () => count };
}

describe('looking', () => {
  it('gives the fingerprint at the end of the round', async () => {
    const { looker, count } = look((script) => said(frame(script, 'x', 'x')));
    expect(await looker.look([])).toMatchObject({ ok: true, value: { fingerprint: 'x', results: [] } });
    expect(count()).toBe(1);
  });

  it('looks again when the lab changed meanwhile', async () => {
    const { looker, count } = look((script, n) => said(frame(script, n < 3 ? 'x' : 'y', 'y')));
    expect((await looker.look([])).ok).toBe(true);
    expect(count()).toBe(3);
  });

  it('gives up on a lab that never rests', async () => {
    const { looker } = look((script) => said(frame(script, 'x', 'y')));
    expect(await looker.look([])).toMatchObject({ ok: false, error: { code: 'restless' } });
  });

  it('tells an answer that makes no sense from a lab that is not up', async () => {
    const broken = look(() => said('nothing like it', { stderr: 'sh: not found\n' })).looker;
    expect(await broken.look([])).toMatchObject({
      ok: false,
      error: { code: 'round-broken', text: { values: { detail: 'sh: not found' } } },
    });
    const down = look(() => err({ code: 'not-up', text: text('cli.interrupted') })).looker;
    expect(await down.look([])).toMatchObject({ ok: false, error: { code: 'not-up' } });
    expect(await down.fingerprint()).toMatchObject({ ok: false, error: { code: 'not-up' } });
  });

  it('tells when it took too long', async () => {
    const { looker } = look(() => said('', { timedOut: true }));
    expect(await looker.look([])).toMatchObject({ ok: false, error: { code: 'round-ended' } });
  });

  it('stops at once when nobody wants to know any more', async () => {
    const { looker, count } = look((script) => said(frame(script, 'x', 'y')));
    await looker.look([], { signal: AbortSignal.abort() });
    expect(count()).toBe(1);
  });
});
