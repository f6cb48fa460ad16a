import type { Lang } from '../../../i18n/text.ts';
import { text } from '../../../i18n/text.ts';
import { translator } from '../../../i18n/translate.ts';
import { ok } from '../../../result.ts';
import type { Lab, RunLine } from '../../lab.ts';
import { cardsFile, movesCard } from './guard.ts';

/**
 * Lines that the course runs itself, but never one that would move the machine's own card (docs/handbook.md#f14): it is not run, says why,
 * and ends as a command does that was refused. What such a line looks like only to the shell, the guard in its PATH sees.
 */
export function guardLines(run: RunLine, lab: Pick<Lab, 'run'>, lang: Lang): RunLine {
  let cards: readonly string[] | undefined;
  return async (command, options) => {
    if (!cards) {
      const known = await lab.run(`cat ${cardsFile}`, { timeoutMs: 10_000 });
      if (!known.ok) return known;
      cards = known.value.stdout.split('\n').filter(Boolean);
    }
    const card = movesCard(command, cards);
    if (card === undefined) return run(command, options);
    options.onData(`${translator(lang)(text('lab.here.guard-line', { card }))}\r\n`);
    return ok({ ended: 'exited', exitCode: 2, ms: 0 });
  };
}
