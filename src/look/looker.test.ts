import { describe, expect, it } from 'vitest';
import { fetch, optional } from '../facts/index.ts';
import { text } from '../i18n/text.ts';
import type { Lab, ScriptResult } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import { scene } from '../testing/one-host/scene.ts';
import { type Check, defineCheck, type Verdict } from '../verify/check.ts';
import { createLooker } from './looker.ts';

type Answer = Awaited<ReturnType<Lab['run']>>;

const output = (stdout: string, more: Partial<ScriptResult> = {}): Result<ScriptResult, never> =>
  ok({ stdout, stderr: '', exitCode: 0, signal: null, timedOut: false, ms: 1, ...more });

/** Frames as the lab would send them: no facts, only fingerprints before and after. */
function frame(script: string, before: string, after: string): string {
  const nonce = /BW_NONCE=([0-9a-f]+)/.exec(script)?.[1] ?? '';
  const bytes = btoa(`round 1\nbefore ${before}\nafter ${after}\nsizes\nbytes\n`);
  return `${nonce} begin\n${bytes}\n${nonce} end\n`;
}

function look(answer: (script: string, count: number) => Answer) {
  let count = 0;
  const looker = createLooker({ run: async (script) => answer(script, ++count) }, scene);
  return { looker, count: () => count };
}

describe('looking', () => {
  it('gives the fingerprint at the end of the round', async () => {
    const { looker, count } = look((script) => output(frame(script, 'x', 'x')));
    expect(await looker.look([])).toMatchObject({ ok: true, value: { fingerprint: 'x', results: [] } });
    expect(count()).toBe(1);
  });

  it('looks again when the lab changed meanwhile', async () => {
    const { looker, count } = look((script, n) => output(frame(script, n < 3 ? 'x' : 'y', 'y')));
    expect((await looker.look([])).ok).toBe(true);
    expect(count()).toBe(3);
  });

  it('gives up on a lab that never rests', async () => {
    const { looker } = look((script) => output(frame(script, 'x', 'y')));
    expect(await looker.look([])).toMatchObject({ ok: false, error: { code: 'restless' } });
  });

  it('tells an answer that makes no sense from a lab that is not up', async () => {
    const broken = look(() => output('nothing like it', { stderr: 'sh: not found\n' })).looker;
    expect(await broken.look([])).toMatchObject({
      ok: false,
      error: { code: 'round-broken', text: { values: { detail: 'sh: not found' } } },
    });
    const down = look(() => err({ code: 'not-up', text: text('cli.interrupted') })).looker;
    expect(await down.look([])).toMatchObject({ ok: false, error: { code: 'not-up' } });
    expect(await down.fingerprint()).toMatchObject({ ok: false, error: { code: 'not-up' } });
  });

  it('tells when it took too long', async () => {
    const { looker } = look(() => output('', { timedOut: true }));
    expect(await looker.look([])).toMatchObject({ ok: false, error: { code: 'round-ended' } });
  });

  it('stops at once when nobody wants to know any more', async () => {
    const { looker, count } = look((script) => output(frame(script, 'x', 'y')));
    await looker.look([], { signal: AbortSignal.abort() });
    expect(count()).toBe(1);
  });
});

describe('a failed request', () => {
  const request = fetch({ from: 'c1', url: 'http://192.168.1.50/' });
  const check = (verdict: Verdict['verdict']): Check =>
    defineCheck({
      id: 'reaches',
      step: 'step',
      after: [],
      kind: 'behaviour',
      needs: () => ({ fetch: optional(request) }),
      judge: () =>
        verdict === 'pass'
          ? { verdict }
          : { verdict: 'fail', expected: text('ui.flow.answered'), observed: text('ui.flow.timeout') },
    });
  it('is looked into with a second script, for what the round left out', async () => {
    const scripts: string[] = [];
    const { looker } = look((script) => {
      scripts.push(script);
      return output(frame(script, 'x', 'x'));
    });
    await looker.look([check('fail')]);
    expect(scripts).toHaveLength(2);
    // The picture has the interfaces already; the routing rules only a walk needs.
    const [, second = ''] = scripts;
    expect(second).toContain('ip -4 -j rule show');
    expect(second).not.toContain(' report %{http_code}');
  });

  it('whose step nobody claimed costs nothing more, until its walk is asked for', async () => {
    const { looker, count } = look((script) => output(frame(script, 'x', 'x')));
    await looker.look([check('fail')], { walks: ({ step }) => step !== 'step' });
    expect(count()).toBe(1);
    expect(await looker.walk([check('fail')])).toHaveLength(1);
    expect(count()).toBe(2);
  });

  it('that passes costs nothing more, until its walk is asked for', async () => {
    const { looker, count } = look((script) => output(frame(script, 'x', 'x')));
    await looker.look([check('pass')]);
    expect(count()).toBe(1);
    expect(await looker.walk([check('pass')])).toHaveLength(1);
    expect(count()).toBe(2);
  });

  it('has no walk when the lab changed in between: its verdict stands', async () => {
    const { looker } = look((script, n) => output(frame(script, n === 1 ? 'x' : 'y', n === 1 ? 'x' : 'y')));
    const looked = await looker.look([check('fail')]);
    expect(looked).toMatchObject({
      ok: true,
      value: { fingerprint: 'x', results: [{ verdict: { verdict: 'fail' } }] },
    });
    expect(await looker.walk([check('fail')])).toBeUndefined();
  });

  it('that was never looked at cannot be walked', async () => {
    const { looker } = look((script) => output(frame(script, 'x', 'x')));
    expect(await looker.walk([check('fail')])).toBeUndefined();
  });
});
