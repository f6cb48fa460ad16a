// npm run docs:doctor: writes docs/doctor.md, the table of what doctor looks for; with --check says whether it is up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { pitfalls } from '../checks/pitfalls/index.ts';
import { messageOf } from '../src/i18n/catalogue.ts';

/** What a cell of a table would take for its own. A value stands between angle quotes. */
const cell = (text: string): string => text.replace(/\{(\w+)\}/g, '‹$1›').replace(/[\\*_<>|[\]]/g, '\\$&');
const code = (text: string): string => `\`${text.replace(/\{(\w+)\}/g, '‹$1›').replaceAll('|', '\\|')}\``;

const rows = pitfalls.map(({ id, of, labs, state, fix }) =>
  [
    '',
    code(id),
    of.map((number) => `[${number}](handbook.md#${number.toLowerCase()})`).join(' ') || '–',
    labs.join(', '),
    state,
    cell(messageOf('en', `doctor.${id}.seen`)),
    cell(messageOf('en', `doctor.${id}.effect`)),
    code(fix),
    '',
  ]
    .join(' | ')
    .trim(),
);
const numbers = new Set(pitfalls.flatMap(({ of }) => of));

const text = `# What doctor looks for

<!-- Written by scripts/doctor.ts: change checks/pitfalls, not this file. -->

\`bridgework doctor [--json] [--for sandbox|here]\` looks at this machine for ${pitfalls.length} things, which are ${numbers.size} of the pitfalls F01 to F63 of the [handbook](handbook.md). It reads only: one script asks the kernel, the rules, files and the engine, and plain functions judge what it saw. An engine that sleeps behind a socket of systemd is not woken.

Most of it matters to the lab \`here\` only, which is the machine itself: a sandbox has a network, rules and an engine of its own, and the machine's do not reach into it. What a sandbox needs of the machine (programs, user namespaces, ids, space, the image) is looked at besides, by the sandbox itself.

Each finding is \`ok\`, \`warning\`, \`blocking\` (\`learn\` stops there), or \`unknown\`: it could not be looked at, which is neither. Of the lab that is up, what the learner built is no finding. \`‹name›\` stands for a value that was seen; where a rule decides, the fix takes away exactly that rule or policy, and the table has an example.

| id | pitfall | labs | state | seen | what it does to the course | fix |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;

const file = new URL('../docs/doctor.md', import.meta.url);
if (argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/doctor.md is out of date: npm run docs:doctor');
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
