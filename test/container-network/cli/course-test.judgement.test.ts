import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { labListDocument } from '../../../src/cli/json/lab-document.ts';
import { proofDocument } from '../../../src/cli/json/proof-document.ts';
import { start } from '../../../src/cli/testing/program.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';

let home: string;
const labs = async (): Promise<readonly { readonly name: string }[]> =>
  labListDocument.parse(JSON.parse((await start(home, ['lab', 'list', '--json']).done).out)).labs;

beforeAll(async () => {
  home = await scratchHome();
});
afterAll(() => discardHome(home));

it('tries the chosen cases on labs of its own, prints the table and writes a report', async () => {
  const file = join(home, 'report.json');
  const args = ['course', 'test', '--only', 'caught', '--filter', '· bridge · ip link set br0 up'];
  const { code, out, err } = await start(home, [...args, '--jobs', '1', '--json', file]).done;
  const { cases, gaps, summary } = proofDocument.parse(JSON.parse(await readFile(file, 'utf8')));
  expect(cases.flatMap(({ problems, unable }) => [...problems, ...(unable ? [unable] : [])])).toEqual([]);
  expect(cases.map(({ step }) => step)).toEqual(cases.map(() => 'bridge'));
  expect(cases.some(({ wrong }) => wrong?.fails['bridge-up'] === 'bridge-down')).toBe(true);
  expect(summary.caught).toEqual({ held: cases.length, total: cases.length, unable: 0 });
  expect(gaps).toEqual([]);
  expect(out).toContain(`mutants killed: ${cases.length} of ${cases.length}`);
  expect(err).toContain(`✔ ${cases.length}/${cases.length}`);
  expect(code).toBe(0);
  expect(await labs()).toEqual([]);
});

it('ends at Ctrl-C, and leaves no lab', async () => {
  const { child, done } = start(home, ['course', 'test', '--only', 'causal', '--jobs', '1']);
  let seen = '';
  child.stderr?.on('data', (words: string) => {
    seen += words;
  });
  await expect.poll(() => seen, { timeout: 60_000 }).toContain('✔  1/');
  child.kill('SIGINT');
  expect((await done).code).toBe(130);
  expect(await labs()).toEqual([]);
});
