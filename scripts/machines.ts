// npm run docs:machines: writes vagrant/distros/packages for the shell, and the same table into docs/machines.md; with --check says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { otherPackages, others, tabledPrograms } from '../src/distro/packages.ts';

const rows = tabledPrograms.map((program) => [
  program,
  ...others.map((family) => otherPackages([program], family).join(' ')),
]);
const places = {
  packages: new URL('../vagrant/distros/packages', import.meta.url),
  page: new URL('../docs/machines.md', import.meta.url),
};
const page = readFileSync(places.page, 'utf8');
const table = rows.map((row) => `| ${row.map((cell) => `\`${cell}\``).join(' | ')} |`).join('\n');
const marks = /(<!-- packages: written by scripts\/machines\.ts -->\n\n\|[^\n]*\n\|[^\n]*\n)[\s\S]*?(\n\n<!-- end -->)/;
if (!marks.test(page)) throw new Error('docs/machines.md has no place for the table');

const wanted = {
  packages: `# Written by scripts/machines.ts: change src/distro/packages.ts. program|${others.join('|')}\n${rows.map((row) => row.join('|')).join('\n')}\n`,
  page: page.replace(marks, (_, head: string, end: string) => `${head}${table}${end}`),
};
for (const name of ['packages', 'page'] as const) {
  if (!argv.includes('--check')) writeFileSync(places[name], wanted[name]);
  else if (readFileSync(places[name], 'utf8') !== wanted[name]) {
    console.error(`${places[name].pathname} is out of date: npm run docs:machines`);
    process.exitCode = 1;
  }
}
