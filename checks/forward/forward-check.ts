import type { Text } from '../../src/i18n/text.ts';
import { decidedForNow, type Evaluation } from '../../src/netfilter/index.ts';
import type { Check, Judgement } from '../../src/verify/check.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import { answerTo, type Passing } from '../support/packets.ts';
import { atHook, unjudged } from '../support/rules.ts';
import type { World } from '../support/world.ts';
import { text } from '../words/text.ts';
import { forwardStopped } from './suspects.ts';

export interface ForwardCheck {
  readonly id: string;
  readonly step: string;
  readonly after: readonly string[];
  readonly notCausal?: Text;
  /** The packets that have to pass, all of them. */
  readonly passing: (world: World) => readonly Passing[];
  /** Their answers as well. */
  readonly withAnswers?: true;
}

/** Who decided, in words: a rule's text, or a chain's policy. */
export function decider({ decidedBy }: Evaluation): Text | string {
  if (decidedBy.by === 'nothing') return text('checks.see.nothing');
  return decidedBy.by === 'rule' ? decidedBy.rule.text : text('checks.see.policy', { chain: decidedBy.chain.name });
}

/**
 * The verdict of the host's whole forward hook, all base chains together. A verdict that hangs on a rule which cannot be
 * read cannot be judged: that a fetch comes through says nothing of other packets. One that hangs on a limit, on chance or on
 * the time fails: a fetch that comes through today says nothing of tomorrow.
 */
export function forwardCheck({ passing, withAnswers, ...rest }: ForwardCheck): Check {
  return stateCheck({
    ...rest,
    needs: ['rules.host'],
    clues: ['interfaces.host', 'interfaces.c1', 'interfaces.c2'],
    judge: (world) => {
      const requests = passing(world);
      const all = withAnswers ? [...requests, ...requests.map(answerTo)] : requests;
      // What the title names comes first; a pass quotes what decided that packet, not its answer.
      let named: Judgement | undefined;
      for (const way of all) {
        const judged = judgeWay(world, way);
        if (judged && judged.verdict !== 'pass') return judged;
        named ??= judged;
      }
      return named ?? pass();
    },
  });
}

/** Undefined: the rules are not known. */
function judgeWay(world: World, way: Passing): Judgement | undefined {
  const seen = atHook(world, 'forward', way);
  if (!seen) return undefined;
  const observed = text('checks.see.verdict', { verdict: seen.verdict, by: decider(seen) });
  if (seen.verdict === 'accept') return pass(observed);
  if (seen.verdict === 'unknown' && !decidedForNow(seen)) return unjudged(world, 'forward', way) ?? pass(observed);
  const what = text('checks.packets', { kind: way.reply ? 'answers' : 'new' });
  const expected = text('checks.want.forward', { what, from: way.from, to: way.to });
  return fail(expected, observed, forwardStopped(() => way)(world));
}
