import type { Text } from '../../src/i18n/text.ts';
import { decidedForNow } from '../../src/netfilter/index.ts';
import type { Check } from '../../src/verify/check.ts';
import { fail, pass, stateCheck } from '../support/define.ts';
import { unjudged } from '../support/rules.ts';
import type { World } from '../support/world.ts';
import { text } from '../words/text.ts';
import { askNat, type NatAnswer, type NatQuestion, natWrong, target } from './suspects.ts';

export interface NatCheck {
  readonly id: string;
  readonly step: string;
  readonly after: readonly string[];
  readonly questions: readonly ((world: World) => NatQuestion)[];
}

function observed({ seen: { nat }, passing }: NatAnswer): Text {
  if (!nat) return text('checks.see.nat', { kind: 'none', to: '-', by: '-' });
  const to = nat.kind === 'dnat' ? target(nat, passing) : (nat.address ?? '-');
  return text('checks.see.nat', { kind: nat.kind, to, by: nat.at.rule.text });
}

function expected({ want }: NatQuestion, { passing: { packet, from, to } }: NatAnswer): Text {
  if (want.part === 'source') {
    const { src: from, proto } = packet;
    return text('checks.want.source', { from, to, address: want.addresses[0] ?? '-', proto });
  }
  const address = `${packet.dst}:${packet.dport ?? '-'}`;
  return text('checks.want.destination', { from, address, to: `${want.address}:${want.port}` });
}

/** What the host's nat chains do to new connections, whatever rule does it. What hangs on a part of a rule that nobody here can follow cannot be judged. */
export function natCheck({ questions, ...rest }: NatCheck): Check {
  return stateCheck({
    ...rest,
    needs: ['rules.host'],
    clues: ['interfaces.host', 'interfaces.c1', 'interfaces.c2'],
    judge: (world) => {
      // What the title names is asked first, and is what a pass quotes.
      let named: Text | undefined;
      for (const questionOf of questions) {
        const question = questionOf(world);
        const answer = askNat(world, question);
        if (!answer) continue;
        const seen = observed(answer);
        named ??= seen;
        if (answer.right) continue;
        if (answer.seen.nat?.kind === 'unknown' && !decidedForNow(answer.seen)) {
          const open = unjudged(world, question.hook, answer.passing);
          if (open) return open;
          continue;
        }
        return fail(expected(question, answer), seen, natWrong(questionOf)(world));
      }
      return pass(named);
    },
  });
}
