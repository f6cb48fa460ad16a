import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { start } from '../../../src/cli/testing/program.ts';
import { gradeDocument } from '../../../src/grade/reports/json.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';

let home: string;
let env: { readonly [name: string]: string };
const bridgework = (...args: readonly string[]) => start(home, args, env).done;
const grade = async (
  ...args: readonly string[]
): Promise<{ code: number; document: z.infer<typeof gradeDocument> }> => {
  const { code, out } = await bridgework('grade', '--format', 'json', ...args);
  return { code, document: gradeDocument.parse(JSON.parse(out)) };
};

beforeAll(async () => {
  home = await scratchHome();
  const [secret, roster] = [join(home, 'secret'), join(home, 'roster.csv')];
  await writeFile(secret, 'the secret of this test, long enough');
  await writeFile(roster, 'id,name\ns1,Ada\ns2,Grace\ns3,Edsger\n');
  env = { BRIDGEWORK_SECRET_FILE: secret, BRIDGEWORK_ROSTER: roster };
});
afterAll(() => discardHome(home));

// A class of three on one machine; each test starts where the one before ended.
describe('a class', () => {
  it('that has done nothing has no points, whatever its progress files claim', async () => {
    expect((await bridgework('lab', 'up', '--lab', 's1', '--student', 's1')).code).toBe(0);
    await mkdir(join(home, 'progress'), { recursive: true });
    const claims = {
      version: 1,
      steps: { 'run-c1': 'done', veth1: 'skipped' },
      predictions: {},
      hints: { 'run-c1': 3 },
    };
    const file = join(home, 'progress/s1.json');
    await writeFile(file, JSON.stringify(claims));
    const { code, document } = await grade('--lab', 's1', '--student', 's1');
    expect(code).toBe(1);
    expect(document.targets[0]).toMatchObject({
      id: 's1',
      score: 0,
      outcome: 'not-passed',
      claimed: { done: 1, skipped: 1, hints: 3 },
    });
    expect(document.targets[0]?.tally.ungraded).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(claims);
  });

  it('that has done all of it, with its own names and addresses, has all of them', async () => {
    expect((await bridgework('solve', '--lab', 's1', '--student', 's1')).code).toBe(0);
    const { code, document } = await grade('--lab', 's1', '--student', 's1');
    expect(code).toBe(0);
    expect(document.targets[0]).toMatchObject({ score: 100, outcome: 'passed' });
    expect(document.summary.collisions).toEqual([]);
  });

  it('in which one copied and one is not there: nothing for the copy, no grade without a look, exit code 2', async () => {
    expect((await bridgework('lab', 'up', '--lab', 's2', '--student', 's2')).code).toBe(0);
    const { out } = await bridgework('course', 'export', '--format', 'sh', '--student', 's1');
    const typed = out.split('\n').filter((line) => line !== '' && !line.includes('exec -it'));
    await bridgework('lab', 'exec', '--lab', 's2', '--', 'sh', '-c', typed.join('\n'));
    const { code, document } = await grade('--roster', env['BRIDGEWORK_ROSTER'] ?? '');
    expect(code).toBe(2);
    expect(document.targets.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['s1', 'passed'],
      ['s2', 'not-passed'],
      ['s3', 'ungraded'],
    ]);
    expect(document.targets[1]?.score).toBeLessThan(33);
    expect(document.summary.collisions).toMatchObject([{ kind: 'variant', target: 's2', owner: 's1' }]);
    expect(document.summary.ungradedBecause).toMatchObject([{ target: 's3', code: 'not-up' }]);
  });

  it('of which one lab dies while it is looked at keeps the others', async () => {
    const pid = JSON.parse((await bridgework('lab', 'status', '--lab', 's2', '--json')).out).lab.pid;
    const graded = grade('--lab', 's2', '--student', 's2');
    process.kill(pid, 'SIGKILL');
    const { code, document } = await graded;
    expect(code).toBe(2);
    expect(document.targets[0]).toMatchObject({ outcome: 'ungraded', tally: { earned: 0, failed: 0 } });
    expect((await grade('--lab', 's1', '--student', 's1')).code).toBe(0);
  });
});
