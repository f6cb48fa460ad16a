// npm run patterns: refuses regular expressions that take more than linear time on some text (docs/decisions/0033).
//   --check   changes nothing: for npm test
//   --all     analyses also those that were found safe before
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { allowed, built } from './patterns/allowed.ts';
import { analyse, known } from './patterns/analyse.ts';
import { patternsOf, sources } from './patterns/source.ts';

const root = dirname(import.meta.dirname);
const list = join(root, 'scripts/patterns/safe.json');
const { values } = parseArgs({ options: { check: { type: 'boolean' }, all: { type: 'boolean' } } });

/** Analysing one takes up to a second, so what was found safe is remembered, letter by letter. */
const before = new Set<string>(JSON.parse(readFileSync(list, 'utf8')) as string[]);
const safe = new Set<string>();
const used = new Set<string>();
const problems: string[] = [];
for (const file of sources(root)) {
  const { patterns, builds } = patternsOf(file, readFileSync(join(root, file), 'utf8'));
  for (const pattern of patterns) {
    const key = known(pattern);
    if (key in allowed) used.add(key);
    else if (!safe.has(key)) {
      const verdict = before.has(key) && !values.all ? 'safe' : analyse(pattern);
      if (verdict === 'safe') safe.add(key);
      else problems.push(`${file}: ${key}: ${verdict}`);
    }
  }
  if (builds > (built[file]?.count ?? 0))
    problems.push(`${file}: a pattern that is put together while the program runs`);
}
for (const key of Object.keys(allowed))
  if (!used.has(key)) problems.push(`scripts/patterns/allowed.ts: ${key}: not there any more`);
const now = `${JSON.stringify([...safe].sort(), null, 2)}\n`;
const isSame = safe.size === before.size && [...safe].every((key) => before.has(key));
if (!values.check) writeFileSync(list, now);
else if (!isSame && problems.length === 0)
  problems.push('scripts/patterns/safe.json is not up to date: npm run patterns');

if (problems.length > 0) {
  console.error(`${problems.join('\n')}
Text from a lab, a file or a network may be made so that such a pattern never ends. Use indexOf, split or a loop; or, where the
text is ours or short for sure, name the pattern and the reason in scripts/patterns/allowed.ts.`);
  process.exitCode = 1;
}
