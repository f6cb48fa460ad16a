import { describe, expect, test } from 'vitest';
import { course } from '../../../test/courses/vxlan/course.ts';
import { defaultParams } from '../../../test/courses/vxlan/params.ts';
import { judgeCaptured } from '../../grade/evidence/captured.ts';
import type { ScriptResult } from '../../lab/lab.ts';
import { err, ok } from '../../result.ts';
import { holdsWhen, number } from '../testing/captured.ts';
import { captureForGrade, type Place } from './capture.ts';

const checks = [holdsWhen('one', 'a', 'yes')];
const machineWords =
  'hostname vm07\nmachine \nboot 11111111-2222-3333-4444-555555555555\nnetns net:[4026531840]\nclock 1790000000\n';

interface Answer {
  readonly before?: string;
  readonly after?: string;
  readonly nonce?: string;
  /** By index of the request. */
  readonly facts: readonly string[];
}

/** As the round's script frames what its fragments print (src/round/frame.ts). */
function framed(script: string, { before = '1 1', after = '1 1', nonce, facts }: Answer): string {
  const own = nonce ?? /^BW_NONCE=([0-9a-f]+)$/m.exec(script)?.[1];
  const rows = facts.map((_, index) => `${index} 0 1.00 1.02\n`).join('');
  const sizes = facts.map((words, index) => `${Buffer.byteLength(words)} ${index}.out\n0 ${index}.err\n`).join('');
  const body = `round 1\nbefore ${before}\nafter ${after}\n${rows}sizes\n${sizes}bytes\n${facts.join('')}`;
  return `hello\n${own} begin\n${Buffer.from(body).toString('base64')}\n${own} end\n`;
}

/** A machine that introduces itself, and then answers each round as a test says. */
function place(rounds: readonly Answer[], hello: readonly string[] = [machineWords]) {
  const scripts: string[] = [];
  const one: Place = {
    name: 'ssh://vm07',
    async run(script) {
      const turn = scripts.push(script) - 2;
      const answer = turn < 0 ? { before: '-', after: '-', facts: hello } : rounds[turn];
      if (!answer) return err({ code: 'ended', text: { id: 'remote.fail.closed' } });
      const result: ScriptResult = {
        stdout: framed(script, answer),
        stderr: '',
        exitCode: 0,
        signal: null,
        timedOut: false,
        ms: 1,
      };
      return ok(result);
    },
  };
  return { one, scripts };
}

const capture = (one: Place, signal = new AbortController().signal, staging: typeof course = course) =>
  captureForGrade(one, { checks, params: defaultParams, staging, signal, now: () => 1_790_000_000_000 });

test('what was captured is enough to judge by', async () => {
  const captured = await capture(place([{ facts: ['yes'] }]).one);
  if (!captured.ok) throw new Error(captured.error.code);
  expect(captured.value).toMatchObject({ machine: { hostname: 'vm07' }, params: defaultParams, discarded: [] });
  expect(judgeCaptured(captured.value, checks, course).results.map(({ verdict }) => verdict.verdict)).toEqual(['pass']);
});

describe('a machine that changes while it is looked at', () => {
  const changing = { after: '2 2', facts: ['yes'] };

  test('is looked at again with other nonces, and the file will say so', async () => {
    const { one, scripts } = place([
      changing,
      { after: '1 1 heard 3: # new generation', facts: ['yes'] },
      { facts: ['no'] },
    ]);
    const captured = await capture(one);
    if (!captured.ok) throw new Error(captured.error.code);
    expect(captured.value.discarded.map(({ after, because }) => [after, because])).toEqual([
      ['2 2', 'changed'],
      ['1 1 heard 3: # new generation', 'changed'],
    ]);
    expect(new Set(scripts.map((script) => /BW_NONCE=\w+/.exec(script)?.[0])).size).toBe(4);
    expect(judgeCaptured(captured.value, checks, course).results.map(({ verdict }) => verdict.verdict)).toEqual([
      'fail',
    ]);
  });

  test('three times is not graded', async () => {
    const { one, scripts } = place([changing, changing, changing, { facts: ['yes'] }]);
    const captured = await capture(one);
    expect([!captured.ok && captured.error.code, scripts.length]).toEqual(['restless', 4]);
  });
});

describe('a machine of which not all can be seen', () => {
  // A fact that is no number cannot be read: nobody failed, and nobody passed.
  const two = [holdsWhen('one', 'a', 'yes'), number('two', 'b')];
  const captureTwo = (one: Place) =>
    captureForGrade(one, {
      checks: two,
      params: defaultParams,
      staging: course,
      signal: new AbortController().signal,
      now: Date.now,
    });
  const verdicts = async (...rounds: readonly Answer[]) => {
    const { one, scripts } = place(rounds);
    const captured = await captureTwo(one);
    if (!captured.ok) throw new Error(captured.error.code);
    const { results } = judgeCaptured(captured.value, two, course);
    const because = captured.value.discarded.map((one) => one.because);
    return [results.map(({ verdict }) => verdict.verdict).join(' '), because, scripts.length - 1];
  };

  test('is looked at once more, and the round counts in which more was seen', async () => {
    expect(await verdicts({ facts: ['yes', 'x'] }, { facts: ['yes', '1'] })).toEqual(['pass pass', ['unseen'], 2]);
    expect(await verdicts({ facts: ['yes', '1'] }, { facts: ['no', '1'] })).toEqual(['pass pass', [], 1]);
  });

  test('verdicts of two rounds are never mixed, and there is no third', async () => {
    const worse = [{ facts: ['yes', 'x'] }, { facts: ['no', 'x'] }, { facts: ['yes', '1'] }];
    expect(await verdicts(...worse)).toEqual(['pass error', ['unseen'], 2]);
  });

  test('what was seen stays when the machine goes away or changes', async () => {
    expect(await verdicts({ facts: ['yes', 'x'] })).toEqual(['pass error', [], 2]);
    const changing = { after: '2 2', facts: ['yes', '1'] };
    expect(await verdicts({ facts: ['yes', 'x'] }, changing, changing)).toEqual([
      'pass error',
      ['changed', 'changed'],
      3,
    ]);
  });
});

test.each([
  ['of another round', { nonce: '0123456789abcdef', facts: ['yes'] }],
  ['without any fact', { facts: [], before: 'x\nsizes', after: 'y' }],
])('an answer %s is no answer', async (_, answer) => {
  const captured = await capture(place([answer]).one);
  expect(!captured.ok && captured.error.code).toBe('lying');
});

test('a machine that says nothing of itself is not looked at', async () => {
  const { one, scripts } = place([{ facts: ['yes'] }], ['nonsense']);
  const captured = await capture(one);
  expect([!captured.ok && captured.error.code, scripts.length]).toEqual(['lying', 1]);
});

test("what a course takes from the machine is the machine's own", async () => {
  const routes = JSON.stringify([
    { dst: 'default', gateway: '10.0.2.2', dev: 'enp0s3', flags: [] },
    { dst: '10.0.2.0/24', dev: 'enp0s3', flags: [] },
  ]);
  const link = {
    ...{ ifindex: 2, ifname: 'enp0s3', flags: ['UP', 'LOWER_UP'], mtu: 1500, operstate: 'UP', link_type: 'ether' },
    ...{
      address: '52:54:00:00:00:01',
      addr_info: [{ family: 'inet', local: '10.0.2.15', prefixlen: 24, scope: 'global' }],
    },
  };
  const { one } = place([{ facts: ['yes'] }], [machineWords, routes, JSON.stringify([link])]);
  const captured = await capture(one, undefined, {
    ...course,
    onMachine: (params, { routes: [way], interfaces: [card] }) => ({
      ...params,
      bridge: way?.dev ?? '',
      address: card?.addresses[0]?.local ?? '',
    }),
  });
  expect(captured.ok && captured.value.params).toMatchObject({ bridge: 'enp0s3', address: '10.0.2.15' });
});

test('a machine that says unasked that nothing has changed lies, whatever script it answers', async () => {
  const run = (turn: 'hello' | 'round') => {
    const { one } = place([{ facts: ['yes'] }]);
    let turns = 0;
    return captureForGrade(
      {
        name: one.name,
        async run(script, options) {
          turns += 1;
          if (turns !== (turn === 'hello' ? 1 : 2)) return one.run(script, options);
          const nonce = /^BW_NONCE='?([0-9a-f]+)/m.exec(script)?.[1];
          const stdout = `${nonce} unchanged\n`;
          return ok({ stdout, stderr: '', exitCode: 0, signal: null, timedOut: false, ms: 1 });
        },
      },
      { checks, params: defaultParams, staging: course, signal: new AbortController().signal, now: () => 0 },
    );
  };
  for (const turn of ['hello', 'round'] as const) expect(await run(turn)).toMatchObject({ ok: false });
});
