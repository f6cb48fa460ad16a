import { describe, expect, test } from 'vitest';
import { text } from '../../i18n/text.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import { currentStep } from '../model/selectors.ts';
import { standing } from '../model/standing.ts';
import type { State } from '../model/state.ts';
import { failed, noProgress, passed, stepState, withVerdicts } from '../testing/states.ts';
import { delivered, dropped, undecided } from '../testing/walks.ts';
import { plainText } from '../text/span.ts';
import { checksLines } from './checks.ts';

const rows = (state: State) => checksLines(state, 76).map(plainText);
/** The rows above what is told of the prediction. */
const verdictRows = (state: State) => {
  const all = rows(state);
  const told = all.findIndex((row) => row.startsWith('Your prediction'));
  return told < 0 ? all : all.slice(0, told - 1);
};
const attempted = { attempted: { 'c1-route': true as const } };
const both = { 'c1-default-route': failed, 'c1-reaches-host': failed };

test('before the learner claims anything, what does not hold is not yet, without a diagnosis', () => {
  expect(rows(withVerdicts(stepState(), both, ['c1-reaches-host']))).toEqual([
    '○ not yet  c1 sends packets for the rest of the world to 172.18.0.1',
    '',
    '○ not yet  c1 fetches http://192.168.1.61:9000/ and the host answers',
    '    now        no answer in time',
  ]);
});

test('a failure shows expected, observed and the likely cause, and no more', () => {
  const [, ...details] = rows({ ...withVerdicts(stepState(), both), ...attempted });
  expect(details.slice(0, 4)).toEqual([
    '    expected   answered',
    '    observed   no answer in time',
    '    likely     The bridge br0 is down.',
    '',
  ]);
});

test('w adds the reason and where to look', () => {
  const text = rows({ ...withVerdicts(stepState(), both), ...attempted, why: true }).join('\n');
  expect(text).toContain('why        A device that is down neither sends nor receives');
  expect(text).toContain('next       Look for UP between the angle brackets: ip link show br0');
});

test('could-not-look and blocked say whose turn it is', () => {
  const state = withVerdicts(stepState(), {
    'c1-default-route': { verdict: 'error', cause: text('ui.flow.other') },
    'c1-reaches-host': { verdict: 'blocked', by: 'c1-default-route' },
  });
  expect(rows({ ...state, ...attempted })).toEqual([
    '? error    c1 sends packets for the rest of the world to 172.18.0.1',
    '    no look    did not work',
    '',
    '⊘ blocked  c1 fetches http://192.168.1.61:9000/ and the host answers',
    '    waits for  c1 sends packets for the rest of the world to 172.18.0.1',
  ]);
});

test('what was seen and cannot be judged is neither a failure nor a look that failed', () => {
  const state = withVerdicts(stepState(), {
    'c1-default-route': { verdict: 'error', cause: text('ui.flow.other'), unjudged: 'unread' },
    'c1-reaches-host': { verdict: 'blocked', by: 'c1-default-route' },
  });
  for (const claimed of [state, { ...state, ...attempted }])
    expect(rows(claimed).slice(0, 2)).toEqual([
      '≈ unclear  c1 sends packets for the rest of the world to 172.18.0.1',
      '    reason     did not work',
    ]);
  const step = currentStep(state);
  expect(step && standing({ ...state, ...attempted }, step).text.id).toBe('ui.message.unjudged');
});

test('a behaviour check shows cause and effect, a state check does not', () => {
  const before = { 'c1-default-route': failed, 'c1-reaches-host': failed };
  const state = {
    ...withVerdicts(stepState(), { 'c1-default-route': passed, 'c1-reaches-host': passed }, ['c1-reaches-host']),
    before,
    ...attempted,
  };
  expect(verdictRows(state)).toEqual([
    '✔ pass     c1 sends packets for the rest of the world to 172.18.0.1',
    '',
    '✔ pass     c1 fetches http://192.168.1.61:9000/ and the host answers',
    '    before     no answer in time',
    '    now        answered',
  ]);
});

const deduced = (state: State, verdict: typeof failed) => {
  const check = state.results['c1-reaches-host']?.check;
  if (!check || verdict.verdict !== 'fail') throw new Error('no such check');
  return { 'c1-reaches-host': { check, verdict, trace: dropped().trace } };
};

test('what will die is no verdict: it has a word of its own, where it will end, and what that likely comes of', () => {
  const state = { ...withVerdicts(stepState(), both), ...attempted };
  const [, ...shown] = rows({ ...state, foreseen: deduced(state, failed) })
    .join('\n')
    .split('\n\n');
  expect(shown.join('\n')).toMatch(/^◇ deduced /);
  expect(shown.join('\n')).toContain('    on paper   The packet ended in');
  expect(shown.join('\n')).toContain('    likely     The bridge br0 is down.');
  expect(shown.join('\n')).not.toContain('observed');
});

test('what we deduced wrongly is our bug, beside the verdict of the real request', () => {
  const state = { ...withVerdicts(stepState(), { ...both, 'c1-reaches-host': passed }), ...attempted };
  const text = rows({ ...state, refuted: deduced(state, failed), why: true }).join('\n');
  expect(text).toContain('✔ pass     c1 fetches');
  expect(text).toContain('our bug    We had deduced another end');
  expect(text).toContain('please report it');
});

test('the prediction is judged once the answer can be seen', () => {
  const progress = { ...noProgress, at: 'c1-route', predictions: { 'c1-route': 0 } };
  const proved = { ...withVerdicts(stepState(), { 'c1-default-route': passed, 'c1-reaches-host': passed }), progress };
  expect(rows({ ...withVerdicts(proved, both), ...attempted }).join('\n')).not.toContain('Your prediction');
  expect(rows(proved).slice(-4)).toEqual([
    'Your prediction  ↷ it went another way',
    '  you said: No: FORWARD drops it',
    '  it was: Yes, the host answers',
    '  The packet is delivered to the host, not forwarded through it.',
  ]);
});

test('who did not want to be asked, and who did the step before there were questions, reads why it is so', () => {
  const proved = withVerdicts(stepState(), { 'c1-default-route': passed, 'c1-reaches-host': passed });
  const told = [
    'Why it is so',
    '  Does the host answer c1?',
    '  it is: Yes, the host answers',
    '  The packet is delivered to the host, not forwarded through it.',
  ];
  const declined = { ...noProgress, at: 'c1-route', declined: ['c1-route'] };
  expect(rows({ ...proved, progress: declined }).slice(-4)).toEqual(told);
  const done: State['progress'] = { ...noProgress, at: 'c1-route', steps: { 'c1-route': 'done' } };
  expect(rows({ ...proved, progress: done }).slice(-4)).toEqual(told);
});

test('before the question is settled nothing tells what came of the step, not even that something came of it', () => {
  const state = withVerdicts(stepState({ asks: true }), { 'c1-default-route': passed, 'c1-reaches-host': failed });
  expect(rows({ ...state, ...attempted })).toEqual([
    '◌ guess?   c1 sends packets for the rest of the world to 172.18.0.1',
    '',
    '◌ guess?   c1 fetches http://192.168.1.61:9000/ and the host answers',
  ]);
});

test('a round that could not be held is said once, above what is out of date', () => {
  const state: State = {
    ...withVerdicts(stepState(), both),
    unobservable: { code: 'not-up', text: text('ui.flow.other'), fix: 'bridgework lab up' },
  };
  expect(rows(state).slice(0, 4)).toEqual([
    '? We could not look at the lab. What stands below is from an earlier look.',
    '    no look    did not work',
    '    fix        bridgework lab up',
    '',
  ]);
});

test('long values stop after two lines unless asked', () => {
  const long = {
    verdict: 'fail' as const,
    expected: text('ui.bug.title'),
    observed: text('ui.why-not.check', { check: 'very long '.repeat(60) }),
  };
  const state = { ...withVerdicts(stepState(), { 'c1-default-route': long }), ...attempted };
  const short = rows(state);
  expect(short.filter((row) => row.includes('very long'))).toHaveLength(2);
  expect(short.find((row) => row.endsWith('…'))).toBeDefined();
  expect(rows({ ...state, why: true }).filter((row) => row.includes('very long')).length).toBeGreaterThan(2);
});

test('a pass that earlier steps or the lab brought about says that it proves nothing here', () => {
  const state = withVerdicts(stepState(), { 'c1-default-route': passed, 'c1-reaches-host': passed });
  const result = state.results['c1-default-route'];
  if (!result) throw new Error('no result');
  const check = { ...result.check, notCausal: text('cli.interrupted') };
  const shown = rows({ ...state, results: { ...state.results, 'c1-default-route': { ...result, check } } });
  expect(shown.slice(0, 4)).toEqual([
    '✔ pass     c1 sends packets for the rest of the world to 172.18.0.1',
    '    no proof   Interrupted.',
    '',
    '✔ pass     c1 fetches http://192.168.1.61:9000/ and the host answers',
  ]);
});

describe('a failed request', () => {
  const withWalk = (walk: CheckWalk): State => {
    const state = { ...withVerdicts(stepState(), { 'c1-default-route': failed }), ...attempted };
    const result = state.results['c1-default-route'];
    return result ? { ...state, results: { 'c1-default-route': { ...result, walk } } } : state;
  };
  const why = ['    expected   answered', '    observed   no answer in time', '    likely     The bridge br0 is down.'];

  test('says first where the packet ended and why, and what nearly helped it', () => {
    expect(rows(withWalk(dropped())).slice(1, 8)).toEqual([
      '    packet     The packet ended in host, hook FORWARD (filter FORWARD): no',
      '               rule accepts it, and the policy is DROP.',
      '    nearly     -A FORWARD -i br0 -o ens33 -p udp -j ACCEPT would have',
      '               helped, but it wants -p udp; here it is tcp.',
      ...why,
    ]);
    expect(rows({ ...withWalk(dropped()), lang: 'zh-CN' }).slice(1, 3)).toEqual([
      '    包          包停在 host 的 FORWARD 钩子（filter FORWARD）：没有规则放',
      '                行，默认策略是 DROP。',
    ]);
  });

  test('that the walk does not explain keeps its diagnosis, and says last that the end is not known', () => {
    const shown = rows(withWalk(delivered('differs')));
    expect(shown.slice(1, 4)).toEqual(why);
    expect(shown[4]).toMatch(/packet +What was seen does not explain it: by the facts, it would be/);
    expect(shown.join('\n')).not.toContain('The packet arrived');
  });

  test('that the facts do not decide names what is missing, last', () => {
    const shown = rows(withWalk(undecided()));
    expect(shown.slice(1, 4)).toEqual(why);
    expect(shown[4]).toMatch(/packet +Where the packet ended cannot be told for sure/);
  });

  test('that nobody claimed yet is not explained unasked', () => {
    const state = withWalk(dropped());
    expect(rows({ ...state, attempted: {} }).join('\n')).not.toContain('The packet ended');
  });
});
