import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimedSteps, fitProgress, markStep, noProgress, parseProgress, printProgress } from './progress.ts';
import type { Progress } from './session.ts';

const progress: fc.Arbitrary<Progress> = fc.record(
  {
    steps: fc.dictionary(fc.string(), fc.constantFrom('todo', 'done', 'skipped'), { noNullPrototype: true }),
    at: fc.option(fc.string(), { nil: undefined }),
    predictions: fc.dictionary(fc.string(), fc.nat(5), { noNullPrototype: true }),
    hints: fc.dictionary(fc.string(), fc.nat(3), { noNullPrototype: true }),
    way: fc.constantFrom('run', 'type'),
    shown: fc.dictionary(fc.string(), fc.nat(5), { noNullPrototype: true }),
    declined: fc.array(fc.string()),
    looked: fc.array(fc.string()),
    identities: fc.constant({ boot: 'a', containers: { web: { id: 'b', startedAt: 'c' } } }),
  },
  { requiredKeys: ['steps', 'at', 'predictions', 'hints'] },
);
const withoutProto = (value: Progress): boolean => !JSON.stringify(value).includes('__proto__');

describe('progress', () => {
  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(progress.filter(withoutProto), (value) => {
        expect(parseProgress(printProgress(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('has restarts noted where files of earlier releases have them', () => {
    const lives = { containers: { web: { id: 'b', startedAt: 'c' } } };
    const read = parseProgress(JSON.stringify({ version: 1, ...noProgress, lives }));
    expect(read).toMatchObject({ ok: true, value: { identities: lives } });
    expect(JSON.parse(printProgress({ ...noProgress, identities: lives }))).toMatchObject({ lives });
  });

  it.each([
    ['nothing', ''],
    ['half a file', printProgress(noProgress).slice(0, 20)],
    ['another JSON document', '[1, 2]'],
    ['no version', '{"steps": {}}'],
    ['a wrong state', JSON.stringify({ version: 1, ...noProgress, steps: { bridge: 'proved' } })],
    ['a wrong number of hints', JSON.stringify({ version: 1, ...noProgress, hints: { bridge: 9 } })],
    ['NUL bytes', '\0\0\0\0'],
  ])('calls %s damaged', (_name, json) => {
    expect(parseProgress(json)).toEqual({ ok: false, error: 'damaged' });
  });

  it('tells a newer file from a damaged one', () => {
    expect(parseProgress('{"version": 2, "anything": true}')).toEqual({ ok: false, error: 'newer' });
  });

  it('drops steps that the course no longer has and starts at the first open one', () => {
    const old: Progress = {
      steps: { gone: 'done', bridge: 'done' },
      at: 'gone',
      predictions: { gone: 1 },
      hints: { gone: 2, bridge: 1 },
    };
    expect(fitProgress(old, ['bridge', 'veth1'])).toEqual({
      steps: { bridge: 'done' },
      at: 'veth1',
      predictions: {},
      hints: { bridge: 1 },
    });
  });

  it('claims what is done, not what was skipped', () => {
    expect(claimedSteps(markStep(markStep(noProgress, 'a', 'done'), 'b', 'skipped'))).toEqual(['a']);
  });
});
