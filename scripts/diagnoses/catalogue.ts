import { families } from '../../checks/proof/injections.ts';
import { examples } from '../../checks/testing/examples.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Injection } from '../../src/proof/case.ts';
import { type Diagnosis, type DiagnosisPart, diagnosisText } from '../../src/verify/check.ts';
import { endOf, ends } from '../../src/verify/testing/ends.ts';

const translate = translator('en');
const part = (diagnosis: Diagnosis, name: DiagnosisPart): string => translate(diagnosisText(diagnosis, name));

/** Characters that Markdown would read as its own. */
const plain = (words: string): string => words.replace(/[\\`*_<>[\]|]/g, '\\$&').replace(/ {2,}/g, ' ');
const code = (words: string): string => (words.includes('`') ? `\`\` ${words} \`\`` : `\`${words}\``);
const bare = (hint: string): string => hint.replace(/^`|`$/g, '');

const shell = (lines: readonly string[]): string => ['```sh', ...lines, '```'].join('\n');

function proof(injection: Injection): string {
  const { after, check } = injection;
  const where = `Proved after step ${code(after)}, where ${code(check)} says it first:`;
  if ('onlyLooks' in injection) {
    return [where, shell(injection.lines), `The third hint only looks: ${injection.onlyLooks}.`].join('\n\n');
  }
  const next = (injection.next ?? []).map((line) => code(line.split(': ')[1] ?? line));
  const then = next.length === 0 ? 'everything passes' : `${next.join(', ')} show in turn, and then everything passes`;
  return [where, shell(injection.lines), `The third hint typed, ${then}.`].join('\n\n');
}

const words = (id: string, diagnosis: Diagnosis): readonly string[] => [
  `### ${id}`,
  `${plain(part(diagnosis, 'what'))} ${plain(part(diagnosis, 'why'))}`,
  `Next: ${plain(part(diagnosis, 'next'))}`,
  [
    `1. ${plain(part(diagnosis, 'hint1'))}`,
    `2. ${plain(part(diagnosis, 'hint2'))}`,
    `3. ${code(bare(part(diagnosis, 'hint3')))}`,
  ].join('\n'),
];

const entry = (id: string, injection: Injection, diagnosis: Diagnosis): string =>
  [...words(id, diagnosis), proof(injection)].join('\n\n');

/** What is said where none of the course's own causes is known: the end of the request's walk. */
function endings(): string {
  const entries = Object.values(ends).flatMap((ended) => {
    const ending = endOf(ended);
    return ending ? [words(ending.id, ending).join('\n\n')] : [];
  });
  return ['## Where a request can end', endIntro, ...entries].join('\n\n');
}

const endIntro =
  'A failed request is followed hop by hop. Where none of the causes above explains the very place where it ended, that place is the diagnosis. Each but that of a ping is made in a real lab, and the real request has to end there (`vitest run --project injections checks/ends.injections.test.ts`).';

const intro = (count: number): string => `# The ${count} diagnoses

<!-- Written by scripts/diagnoses.ts: change the folder of the subject in checks (words, injections, scenarios), not this file. -->

Bridgework says not only that a check fails, but why: with the values that it saw, why they matter, which look shows it, and three hints, the last of which is the command that fixes it. A cause is named only when the facts decide; where they do not, the diagnosis says what is known and which look would decide.

The words below are those of one example each; real values stand in their places. Each diagnosis is proved in a real lab (\`vitest run --project injections\`): the fault alone is put into a lab that is right up to a step, the first check that complains has to name exactly this diagnosis, and whoever then types nothing but the third hints has to end where every check passes.
`;

/** The catalogue of diagnoses as a page of Markdown: what each says, its hints, and how it is produced. */
export function catalogue(): string {
  const found = examples();
  const sections = Object.entries(families).map(([title, members]) => {
    const entries = Object.entries(members).map(([id, injection]) => {
      const all = found.get(id) ?? [];
      const example = all.find(({ check }) => check === injection.check) ?? all[0];
      if (!example) throw new Error(`no scenario says ${id}`);
      return entry(id, injection, example);
    });
    return [`## ${title}`, ...entries].join('\n\n');
  });
  const count = Object.values(families).flatMap((members) => Object.keys(members)).length;
  return `${[intro(count + Object.keys(ends).length).trimEnd(), ...sections, endings()].join('\n\n')}\n`;
}
