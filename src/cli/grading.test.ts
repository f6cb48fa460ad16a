import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TargetLook } from '../grade/grade.ts';
import { gradeDocument } from '../grade/reports/json.ts';
import { lookOf, planOf, roundOf } from '../grade/testing/examples.ts';
import type { Gradable } from '../grading/gradable.ts';
import { lookAtAll } from '../grading/look-at-all.ts';
import { fileNameOf } from '../text/file-name.ts';
import { fakeLab, bridgework as inProcess } from './testing/harness.ts';

let folder: string;
/** With a state folder of its own: a grading makes itself a key. */
const bridgework: typeof inProcess = (args, more = {}) =>
  inProcess(args, { ...more, services: { home: async () => folder, ...more.services } });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-grade-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('looking at many', () => {
  const target = (id: string, look: Gradable['look']): Gradable => ({ target: { id, place: id }, look });
  const good = (id: string): Gradable =>
    target(id, async () =>
      lookOf(
        roundOf(() => 'pass'),
        id,
      ),
    );
  const hanging = target('hanging', () => new Promise<TargetLook>(() => undefined));
  const keep = (_: Gradable, look: TargetLook): TargetLook => look;
  const plan = planOf({});
  const codes = (looks: readonly TargetLook[]) =>
    looks.map((look) => [look.target.id, look.looked ? 'seen' : look.cause.code]);

  it('leaves one that hangs behind, and keeps the order of the targets', async () => {
    const { signal } = new AbortController();
    const looks = await lookAtAll([good('a'), hanging, good('b')], plan, {
      jobs: 1,
      timeoutSeconds: 0.02,
      signal,
      keep,
    });
    expect(codes(looks)).toEqual([
      ['a', 'seen'],
      ['hanging', 'timed-out'],
      ['b', 'seen'],
    ]);
  });

  it('keeps what a look had seen when its time was over, and lets every look go', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const refs: WeakRef<TargetLook>[] = [];
    const slow = target(
      'slow',
      (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(known('slow')))),
    );
    const known = (id: string): TargetLook => {
      const look = lookOf(
        roundOf(() => 'pass'),
        id,
      );
      refs.push(new WeakRef(look));
      return look;
    };
    const look = (one: Gradable, timeoutSeconds: number) =>
      lookAtAll([one], plan, {
        jobs: 1,
        timeoutSeconds,
        signal: new AbortController().signal,
        keep: (_, { target: { id }, looked }) => `${id} ${looked}`,
      });
    const quick = target('a', async () => known('a'));
    expect([await look(quick, 3600), await look(slow, 0.02)]).toEqual([['a true'], ['slow true']]);
    // A promise's last callbacks hold on to its value until the next turn of the loop.
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    expect(refs.map((ref) => ref.deref())).toEqual([undefined, undefined]);
  });

  it('keeps what has been seen when it is interrupted', async () => {
    const stop = new AbortController();
    const onBegin = ({ target }: Gradable): void => {
      if (target.id === 'hanging') stop.abort();
    };
    const looks = await lookAtAll([good('a'), hanging, good('b')], plan, {
      jobs: 1,
      timeoutSeconds: 60,
      signal: stop.signal,
      onBegin,
      keep,
    });
    expect(codes(looks)).toEqual([
      ['a', 'seen'],
      ['hanging', 'interrupted'],
      ['b', 'interrupted'],
    ]);
  });
});

describe('bridgework grade', () => {
  it('does not grade a lab that is not up: exit code 2, no score, and what fixes it', async () => {
    const { code, out, err } = await bridgework(['grade', '--format', 'json']);
    expect(code).toBe(2);
    const { targets, summary } = gradeDocument.parse(JSON.parse(out));
    expect(targets[0]).toMatchObject({
      outcome: 'ungraded',
      tally: { ungraded: 100, earned: 0 },
      cause: { code: 'not-up' },
    });
    expect(targets[0]?.score).toBeUndefined();
    expect(summary).toMatchObject({ passed: 0, notPassed: 0, ungraded: 1 });
    expect(err).toContain('bridgework lab up');
  });

  it('does not grade a lab that answers nonsense', async () => {
    const answer = { stdout: 'welcome\n', stderr: '', exitCode: 0, signal: null, timedOut: false, ms: 1 };
    const lab = fakeLab({ run: async () => ({ ok: true, value: answer }) });
    const { code, out } = await bridgework(['grade', '--format', 'json'], { services: { lab: async () => lab } });
    expect(code).toBe(2);
    expect(gradeDocument.parse(JSON.parse(out)).targets[0]).toMatchObject({
      outcome: 'ungraded',
      cause: { code: 'lying' },
    });
  });

  it.each([
    [['--format', 'pdf'], 'There is no format "pdf".'],
    [['--format', 'json', '--format', 'tap'], 'Only one format can go to standard output'],
    [['--lab', 'a', '--lab', 'b', '--format', 'gradescope'], 'gradescope=results/{id}.json'],
    [['--timeout', '0'], '--timeout wants seconds'],
    [['--plan', '/nowhere/plan.yaml'], 'The plan cannot be read (/nowhere/plan.yaml): ENOENT'],
    [['--roster', '/nowhere/roster.csv'], 'The roster cannot be read (/nowhere/roster.csv): ENOENT'],
    [['--student', 's1'], 'BRIDGEWORK_SECRET_FILE must name a file'],
  ])('refuses %j before anybody is looked at', async (args, words) => {
    const lab = () => {
      throw new Error('not to be looked at');
    };
    const ran = await bridgework(['grade', ...args], { services: { lab } });
    expect(ran.err).toContain(words);
    expect(ran).toMatchObject({ code: 2, out: '' });
  });

  it('tells who of the roster is in no report', async () => {
    const roster = join(folder, 'part.csv');
    await writeFile(roster, 'id,name\ns1,A\ns2,B\ns3,C\n');
    const args = ['grade', '--roster', roster, '--format', 'tap'];
    const [some, all] = [await bridgework([...args, '--lab', 's2']), await bridgework(args)];
    expect(some.err).toContain('Of the roster, 2 are in no report, since nothing here is theirs: s1, s3.');
    expect(all.err).not.toContain('in no report');
  });

  it('writes a file for each student, wherever an id would like to go', async () => {
    const roster = join(folder, 'roster.csv');
    await writeFile(roster, 'id,name\n../../etc/passwd,A\n.. ,B\n王,C\nCON:,D\n');
    const file = join(folder, 'out', '{id}.json');
    const { code } = await bridgework(['grade', '--roster', roster, '--format', `gradescope=${file}`]);
    expect(code).toBe(2);
    const written = await readdir(join(folder, 'out'));
    expect(written).toHaveLength(4);
    for (const name of written) expect(name).toMatch(/^_[A-Za-z0-9._-]*-[0-9a-f]{8}\.json$/);
    expect(new Set(['a/b', 'a_b', 'a:b', '..', '.', ''].map((id) => fileNameOf(id))).size).toBe(6);
    expect(fileNameOf('s1001')).toBe('s1001');
  });

  it('writes classroom50 for the one submission that its runner names, also under the old name', async () => {
    const runner = {
      CLASSROOM: 'networks',
      ASSIGNMENT: 'containers',
      SUBMISSION_TAG: 'submit/2026-11-28T12-00-00Z-a1b2c3d',
      COMMIT_URL: 'https://git.example/commit/1',
      RELEASE_URL: 'https://git.example/releases/1',
    };
    const one = (format: string, env: { readonly [name: string]: string } = runner) =>
      bridgework(['grade', '--format', format], { env });
    const [asked, old] = [await one('classroom50'), await one('classroom')];
    expect(JSON.parse(asked.out)).toMatchObject({ schema: 'classroom50/result/v1', classroom: 'networks' });
    expect(asked.err).not.toContain('retired');
    expect(old.out).toBe(asked.out);
    expect(old.err).toContain('GitHub Classroom was retired on 2026-08-28: "classroom" now writes classroom50');
    const unnamed = await one('classroom50', { CLASSROOM: 'networks' });
    expect(unnamed).toMatchObject({ code: 2, out: '' });
    expect(unnamed.err).toContain('ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL');
    const several = await bridgework(['grade', '--lab', 'a', '--lab', 'b', '--format', 'classroom50={id}'], {
      env: runner,
    });
    expect(several).toMatchObject({ code: 2, out: '' });
    expect(several.err).toContain('one submission graded at a time');
  });

  it('says so when a report cannot be written, and writes the others', async () => {
    const good = join(folder, 'good.json');
    await mkdir(join(folder, 'taken'), { recursive: true });
    const args = ['grade', '--format', `tap=${join(folder, 'taken')}`, '--format', `json=${good}`];
    const { code, err } = await bridgework(args);
    expect(code).toBe(2);
    expect(err).toContain('The report tap cannot be written');
    expect(gradeDocument.parse(JSON.parse(await readFile(good, 'utf8'))).targets).toHaveLength(1);
  });
});

describe('a plan', () => {
  it('is made once, and never over a file that is there', async () => {
    const file = join(folder, 'plan.yaml');
    expect((await bridgework(['grade', 'plan', 'init', file])).code).toBe(0);
    const { code, out, err } = await bridgework(['grade', 'plan', 'lint', file]);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('3 steps, 0 goals, 100 points, pass mark 60.');
    await writeFile(file, 'mine');
    expect((await bridgework(['grade', 'plan', 'init', file])).code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe('mine');
    expect((await bridgework(['grade', 'plan', 'init'])).out).toMatch(/^version: 1$/m);
  });

  it('that cannot be used is told line by line, as by a compiler: exit code 1', async () => {
    const file = join(folder, 'bad.yaml');
    await writeFile(file, 'version: 1\npass: 200%\ncount:\n  - step: nope\n');
    const { code, out } = await bridgework(['grade', 'plan', 'lint', file]);
    expect(code).toBe(1);
    expect(out).toBe(`${file}:2: error: pass: The pass mark is a percentage such as 60%, or a number of points.\n`);
    const refused = await bridgework(['grade', '--plan', file]);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain(`${file}:2: error:`);
  });
});
