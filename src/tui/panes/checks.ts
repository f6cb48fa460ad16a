import type { Step } from '../../course/course.ts';
import type { MessageId } from '../../i18n/catalogue.ts';
import { text } from '../../i18n/text.ts';
import { owesAnswer } from '../../learn/acts.ts';
import { type CheckWalk, endOf, endWords, walkWords } from '../../trace/index.ts';
import type { CheckResult, Verdict } from '../../verify/check.ts';
import { type CheckStatus, checkStatus, checksOf, currentStep, isUnjudged, stepAt } from '../model/selectors.ts';
import type { State } from '../model/state.ts';
import { checkStatuses } from '../model/status.ts';
import { diagnosisText, translate, wordsIn } from '../model/words.ts';
import { clipLine, padText } from '../text/clip.ts';
import { sections } from '../text/sections.ts';
import { type Line, type Role, span } from '../text/span.ts';
import { cellWidth, lineWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { answerLines } from './prediction.ts';

/** The verdicts of the step's checks, each with what the learner needs to go on. */
export function checksLines(state: State, width: number): readonly Line[] {
  const step = currentStep(state);
  if (!step) return [];
  return sections([
    unobservableLines(state, width),
    ...checksOf(state, step).map((check) => checkLines(state, step, check, width)),
    answerLines(state, step, width),
  ]);
}

/** The lab could not be looked at: one notice, above verdicts that are now out of date. */
function unobservableLines(state: State, width: number): readonly Line[] {
  if (!state.unobservable) return [];
  const cause = wordsIn(state.lang)(state.unobservable.text);
  return [
    ...wrap([span(translate(state.lang, 'ui.checks.unobservable'), 'error', { bold: true })], width, {
      first: [span('? ', 'error')],
    }),
    ...detail(state, 'ui.checks.cause', cause, 'error', width),
    ...(state.unobservable.fix ? detail(state, 'ui.checks.fix', state.unobservable.fix, 'code', width) : []),
  ];
}

function checkLines(
  state: State,
  step: Step,
  check: { readonly id: string; readonly title: string; readonly result: CheckResult | undefined },
  width: number,
): readonly Line[] {
  const status = checkStatus(state, step, check.id);
  const { glyph, role } = checkStatuses[status];
  const first: Line = [
    span(`${glyph} ${padText(statusWord(state, status), wordColumn(state))}  `, role, { bold: role === 'fail' }),
  ];
  const head = wrap(
    [
      span(
        titleOfCheck(state, step, check, status),
        status === 'pass' || status === 'fail' || status === 'error' ? 'text' : 'muted',
      ),
    ],
    width,
    { first },
  );
  return [
    ...head,
    ...(check.result && status !== 'looking' && status !== 'deduced' && status !== 'asked'
      ? verdictLines(state, check.id, check.result, status, width)
      : []),
    ...(status === 'asked' ? [] : deducedLines(state, check.id, width)),
  ];
}

/** Where the request that is under way will end; or that we said so, and were wrong. */
function deducedLines(state: State, check: string, width: number): readonly Line[] {
  const words = wordsIn(state.lang);
  const [told, wrong] = [state.foreseen[check], state.refuted[check]];
  if (told) {
    const what = told.verdict.diagnosis && diagnosisText(told.verdict.diagnosis, 'what');
    return [
      ...detail(state, 'ui.checks.deduced', words(endWords(told.trace)), 'text', width),
      ...(what ? detail(state, 'ui.checks.what', words(what), 'text', width) : []),
    ];
  }
  if (!wrong) return [];
  const refuted = text('ui.checks.refuted', { reason: endWords(wrong.trace) });
  return detail(state, 'ui.checks.our-bug', words(refuted), 'error', width);
}

/** What a request is to bring is the answer to many a question: it is named once that is settled, or somebody wants the verdict. */
function titleOfCheck(
  state: State,
  step: Step,
  { title, result }: { readonly title: string; readonly result: CheckResult | undefined },
  status: CheckStatus,
): string {
  const open = owesAnswer(step, state.progress) && status !== 'fail' && status !== 'error' && status !== 'blocked';
  // Before the first look nobody knows which check sends one.
  return open && (!result || (result.check.kind === 'behaviour' && !result.check.notCausal))
    ? translate(state.lang, 'ui.checks.withheld')
    : title;
}

const statusWord = (state: State, status: CheckStatus): string => translate(state.lang, checkStatuses[status].word);

const wordColumn = (state: State): number =>
  Math.max(...Object.values(checkStatuses).map((status) => cellWidth(translate(state.lang, status.word))));

function verdictLines(
  state: State,
  id: string,
  result: CheckResult,
  status: CheckStatus,
  width: number,
): readonly Line[] {
  const { verdict } = result;
  const words = wordsIn(state.lang);
  switch (verdict.verdict) {
    case 'pass':
      return [
        ...notCausalLines(state, result, width),
        ...beforeLines(state, id, result, width),
        ...(verdict.observed && (state.why || changed(state, id, result))
          ? detail(state, 'ui.checks.now', words(verdict.observed), 'text', width)
          : []),
      ];
    case 'error':
      return detail(
        state,
        isUnjudged(verdict) ? 'ui.checks.reason' : 'ui.checks.cause',
        words(verdict.cause),
        'error',
        width,
      );
    case 'blocked':
      return status === 'not-yet' && !state.why
        ? []
        : detail(state, 'ui.checks.waits', titleOf(state, verdict.by), 'blocked', width);
    case 'fail':
      // Nobody claimed anything yet: how things stand is enough, a diagnosis would blame.
      if (status === 'not-yet')
        return state.why || result.check.kind === 'behaviour'
          ? detail(state, 'ui.checks.now', words(verdict.observed), 'muted', width)
          : [];
      return failLines(state, verdict, result.walk, width);
  }
}

/** A pass that says nothing about this step's commands says so, lest somebody take it for their proof. */
const notCausalLines = (state: State, { check }: CheckResult, width: number): readonly Line[] =>
  check.notCausal ? detail(state, 'ui.checks.not-causal', wordsIn(state.lang)(check.notCausal), 'muted', width) : [];

function failLines(
  state: State,
  verdict: Extract<Verdict, { verdict: 'fail' }>,
  walk: CheckWalk | undefined,
  width: number,
): readonly Line[] {
  const words = wordsIn(state.lang);
  const say3 = (label: MessageId, part: 'what' | 'why' | 'next'): readonly Line[] => {
    const found = verdict.diagnosis && diagnosisText(verdict.diagnosis, part);
    return found ? detail(state, label, words(found), 'text', width) : [];
  };
  return [
    ...(walk?.fit === 'same' ? walkedLines(state, walk, width) : []),
    ...detail(state, 'ui.checks.expected', words(verdict.expected), 'text', width),
    ...detail(state, 'ui.checks.observed', words(verdict.observed), 'fail', width),
    ...say3('ui.checks.what', 'what'),
    // Three lines tell what is wrong; the rest is there when it is asked for.
    ...(state.why ? [...say3('ui.checks.why', 'why'), ...say3('ui.checks.next', 'next')] : []),
    // What cannot be claimed comes last: the diagnosis does not depend on it.
    ...(walk && walk.fit !== 'same' ? walkedLines(state, walk, width) : []),
  ];
}

/** Where the packet ended, and the rule that nearly helped it. */
function walkedLines(state: State, walk: CheckWalk, width: number): readonly Line[] {
  const words = wordsIn(state.lang);
  const sure = walk.fit === 'same';
  const [miss] = (sure && endOf(walk.trace)?.hop.nearMisses) || [];
  return [
    ...detail(state, 'ui.checks.packet', words(walkWords(walk)), sure ? 'fail' : 'muted', width),
    ...(miss ? detail(state, 'ui.checks.nearly', words(text('trace.end.near-miss', miss)), 'text', width) : []),
  ];
}

/** A behaviour check that the learner's commands turned from not working to working. */
const changed = (state: State, id: string, result: CheckResult): boolean =>
  result.check.kind === 'behaviour' && result.verdict.verdict === 'pass' && state.before[id]?.verdict === 'fail';

function beforeLines(state: State, id: string, result: CheckResult, width: number): readonly Line[] {
  const before = state.before[id];
  if (!changed(state, id, result) || before?.verdict !== 'fail') return [];
  return detail(state, 'ui.checks.before', wordsIn(state.lang)(before.observed), 'muted', width);
}

function titleOf(state: State, check: string): string {
  const owner = state.results[check]?.check.step;
  const titles = (owner === undefined ? undefined : stepAt(state, owner))?.checks ?? currentStep(state)?.checks;
  return titles?.find((one) => one.id === check)?.title ?? check;
}

const mostLines = 2;
const detailLabels: readonly MessageId[] = [
  'ui.checks.packet',
  'ui.checks.nearly',
  'ui.checks.expected',
  'ui.checks.observed',
  'ui.checks.what',
  'ui.checks.why',
  'ui.checks.next',
  'ui.checks.before',
  'ui.checks.now',
  'ui.checks.cause',
  'ui.checks.reason',
  'ui.checks.waits',
  'ui.checks.fix',
  'ui.checks.not-causal',
  'ui.checks.deduced',
  'ui.checks.our-bug',
];

/** A labelled value; at most two lines unless the learner asked for every reason. */
function detail(state: State, label: MessageId, value: string, role: Role, width: number): readonly Line[] {
  const column = Math.max(...detailLabels.map((id) => cellWidth(translate(state.lang, id))));
  const first: Line = [span(`    ${padText(translate(state.lang, label), column)}  `, 'muted')];
  const lines = wrap([span(value, role)], width, { first });
  if (state.why || lines.length <= mostLines) return lines;
  const last = lines[mostLines - 1] ?? [];
  const room = Math.min(width, lineWidth(last) + 1);
  return [...lines.slice(0, mostLines - 1), clipLine([...last, span('……', role)], room)];
}
