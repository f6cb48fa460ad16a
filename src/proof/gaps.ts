import { type Course, stepsOf } from '../course/course.ts';
import { type Text, text } from '../i18n/text.ts';
import type { Evidence } from './case.ts';

/** What nobody tries: commands with too few mutants, steps that claim to be an observation and something else as well. */
export function gapsOf(course: Course, { commandMutants, leastWrong, observations }: Evidence): readonly Text[] {
  return stepsOf(course).flatMap(({ id, commands }) =>
    commands.flatMap((line, command) => {
      const mutants = commandMutants.find((one) => one.step === id && one.command === command);
      if (observations[id]) return mutants ? [text('proof.gap.both', { step: id, line })] : [];
      const count = mutants?.wrong.length ?? 0;
      return count < leastWrong ? [text('proof.gap.few', { step: id, line, count, least: leastWrong })] : [];
    }),
  );
}
