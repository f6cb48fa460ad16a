import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allChecks } from '../../../checks/index.ts';
import { taught } from '../../../lessons/testing/taught.ts';
import { checkDocument } from '../../../src/cli/json/check-document.ts';
import { labDocument, labListDocument } from '../../../src/cli/json/lab-document.ts';
import { topologyDocument } from '../../../src/cli/json/topology-document.ts';
import type { Ran } from '../../../src/cli/testing/harness.ts';
import { start } from '../../../src/cli/testing/program.ts';
import { type Step, stepsOf } from '../../../src/course/course.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';

let home: string;
let steps: readonly Step[];
const bridgework = (...args: readonly string[]): Promise<Ran> => start(home, args).done;
const progressFile = (): string => join(home, 'progress/default.json');

beforeAll(async () => {
  home = await scratchHome();
  steps = stepsOf(await taught());
});
afterAll(() => discardHome(home));

// These follow one learner from an empty machine to a solved course and back; each starts where the one before ended.
describe('a learner without the UI', () => {
  it('has no lab at first: exit code 3', async () => {
    for (const args of [
      ['check'],
      ['lab', 'status'],
      ['run', 'run-c1'],
      ['undo', 'run-c1'],
      ['lab', 'exec', '--', 'true'],
    ]) {
      expect((await bridgework(...args)).code, args.join(' ')).toBe(3);
    }
  });

  it('brings it up; a second time changes nothing', async () => {
    const first = await bridgework('lab', 'up', '--json');
    expect(first.code).toBe(0);
    const { lab } = labDocument.parse(JSON.parse(first.out));
    expect(lab).toMatchObject({ name: 'default', state: 'up' });
    expect(labDocument.parse(JSON.parse((await bridgework('lab', 'up', '--json')).out)).lab).toEqual(lab);
    expect(labListDocument.parse(JSON.parse((await bridgework('lab', 'list', '--json')).out)).labs).toEqual([lab]);
  });

  it('is told what fails before anything is done: exit code 1', async () => {
    const { code, out } = await bridgework('check', '--json');
    expect(code).toBe(1);
    const { verdicts, summary } = checkDocument.parse(JSON.parse(out));
    expect(verdicts).toHaveLength(allChecks.length);
    expect(summary.error).toBe(0);
    expect(verdicts[0]).toMatchObject({ step: 'run-c1', verdict: 'fail' });
  });

  it('runs one step and has it proved', async () => {
    const { code, out, err } = await bridgework('run', 'containers/run-c1');
    expect(code).toBe(0);
    expect(out).toMatch(/^[0-9a-f]{64}\n$/);
    expect(err).toContain('3 passed, 0 failed');
    expect(JSON.parse(await readFile(progressFile(), 'utf8'))).toMatchObject({
      version: 1,
      at: 'run-c2',
      steps: { 'run-c1': 'done' },
    });
  });

  it('sees the line that fails, with its exit code', async () => {
    const { code, err } = await bridgework('run', 'bridge-address');
    expect(code).toBe(1);
    expect(err).toContain('failed with exit code 1');
    expect(err).toMatch(/✘ fail {2}There is a bridge named br0\n(.*\n)+.*waits for bridge-exists/);
  });

  it('starts afresh with a damaged progress file, which is kept', async () => {
    await writeFile(progressFile(), '{"version": 1, "steps": {"run-c1"');
    const { code, err } = await bridgework('run', 'run-c2');
    expect(code).toBe(0);
    const stored = (await readdir(join(home, 'progress'))).find((name) => name.startsWith('default.json.damaged-'));
    expect(err).toContain(stored);
    expect(await readFile(join(home, 'progress', stored ?? ''), 'utf8')).toBe('{"version": 1, "steps": {"run-c1"');
  });

  it('solves the whole course', async () => {
    const { code, err } = await bridgework('solve');
    expect(err).toContain(`${allChecks.length} passed, 0 failed`);
    expect(code).toBe(0);
    const { steps: states } = JSON.parse(await readFile(progressFile(), 'utf8'));
    expect(Object.values(states)).toEqual(steps.map(() => 'done'));
  });

  it('checks it: exit code 0, and nothing but the document on stdout', async () => {
    const { code, out, err } = await bridgework('check', '--json');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(checkDocument.parse(JSON.parse(out)).summary).toEqual({
      pass: allChecks.length,
      fail: 0,
      error: 0,
      blocked: 0,
    });
  });

  it('sees all of it in the topology', async () => {
    const { nodes, wires, flows } = topologyDocument.parse(
      JSON.parse((await bridgework('topology', '--format', 'json')).out),
    );
    expect(nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(['host', 'c1', 'c2', 'outside', 'internet']));
    expect(wires).toContainEqual({
      a: { node: 'host', interface: 'veth1' },
      b: { node: 'c1', interface: 'eth0' },
      connected: true,
    });
    expect(new Set(flows.map(({ outcome }) => outcome))).toEqual(new Set(['answered']));
  });

  it('solving again runs nothing', async () => {
    const { code, out } = await bridgework('solve');
    expect({ code, out }).toEqual({ code: 0, out: '' });
  });

  it('sees what breaks while watching, until Ctrl-C', async () => {
    const { child, done } = start(home, ['check', 'masquerade-hairpin', '--json', '--watch']);
    let seen = '';
    child.stdout?.on('data', (text: string) => {
      seen += text;
    });
    await expect.poll(() => seen.split('\n').length, { timeout: 30_000 }).toBe(2);
    await bridgework('lab', 'exec', '--', 'iptables', '-t', 'nat', '-F', 'POSTROUTING');
    await expect.poll(() => seen.split('\n').length, { timeout: 30_000 }).toBe(3);
    child.kill('SIGINT');
    expect((await done).code).toBe(1);
    const [before, after] = seen
      .trim()
      .split('\n')
      .map((line) => checkDocument.parse(JSON.parse(line)).summary);
    expect(before).toMatchObject({ fail: 0 });
    expect(after?.fail).toBeGreaterThan(0);
    expect((await bridgework('solve')).code).toBe(0);
  });

  it('ends a running line at Ctrl-C, and leaves no process', async () => {
    await bridgework('lab', 'exec', '--', 'iptables', '-I', 'FORWARD', '-j', 'DROP');
    const { child, done } = start(home, ['run', 'talk']);
    let seen = '';
    child.stderr?.on('data', (text: string) => {
      seen += text;
    });
    await expect.poll(() => seen, { timeout: 30_000 }).toContain('$ docker exec -it c1 wget');
    child.kill('SIGINT');
    expect((await done).code).toBe(130);
    const { out } = await bridgework('lab', 'exec', '--', 'ps', '-e', '-o', 'args=');
    expect(out).not.toContain('wget');
    await bridgework('lab', 'exec', '--', 'iptables', '-D', 'FORWARD', '-j', 'DROP');
  });

  it('keeps its progress when it is killed in the middle of a line', async () => {
    const before = await readFile(progressFile(), 'utf8');
    await bridgework('lab', 'exec', '--', 'iptables', '-I', 'FORWARD', '-j', 'DROP');
    const { child, done } = start(home, ['run', 'talk']);
    let seen = '';
    child.stderr?.on('data', (text: string) => {
      seen += text;
    });
    await expect.poll(() => seen, { timeout: 30_000 }).toContain('$ docker exec -it c1 wget');
    child.kill('SIGKILL');
    await done;
    expect(await readFile(progressFile(), 'utf8')).toBe(before);
    await bridgework('lab', 'exec', '--', 'iptables', '-D', 'FORWARD', '-j', 'DROP');
    expect((await bridgework('check')).code).toBe(0);
  });

  // That undo brings back the exact state is proved for every step by `course test`.
  it('undoes the last steps, backwards, and each is gone while the earlier ones hold', async () => {
    for (const step of steps.slice(-2).toReversed()) {
      const undone = await bridgework('undo', step.id);
      expect({ step: step.id, code: undone.code, err: undone.err }).toMatchObject({ code: 0 });
    }
    const { out } = await bridgework('check', '--json');
    const { verdicts } = checkDocument.parse(JSON.parse(out));
    const gone = verdicts.filter(({ verdict }) => verdict !== 'pass').map(({ step }) => step);
    expect(new Set(gone)).toEqual(new Set(['masquerade-hairpin', 'talk-hairpin']));
  });

  it('rebuilds a lab that is gone', async () => {
    expect((await bridgework('lab', 'down')).code).toBe(0);
    const { code, err } = await bridgework('solve', '--to', 'bridge-network/veth1');
    expect(err).toContain('bridge-network/veth1');
    expect(code).toBe(0);
    expect((await bridgework('check', 'veth1')).code).toBe(0);
  });

  it('resets to a new lab and empty progress, the old one kept', async () => {
    const { code, err } = await bridgework('reset');
    expect(code).toBe(0);
    expect(err).toMatch(/default\.json\.kept-/);
    expect(JSON.parse(await readFile(progressFile(), 'utf8'))).toMatchObject({ steps: {}, at: 'run-c1' });
    expect((await bridgework('check', 'run-c1')).code).toBe(1);
  });

  it('cannot look when the engine does not answer: exit code 2, never a failure of the learner', async () => {
    await bridgework('lab', 'exec', '--', 'mv', '/run/docker.sock', '/run/aside.sock');
    const { code, out } = await bridgework('check', 'run-c1', '--json');
    expect(checkDocument.parse(JSON.parse(out)).summary).toMatchObject({ pass: 0, fail: 0 });
    expect(code).toBe(2);
  });

  it('has several labs side by side', async () => {
    expect((await bridgework('solve', '--to', 'run-c1', '--lab', 'second')).code).toBe(0);
    const { out } = await bridgework('lab', 'list');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual(['default', 'second']);
    expect((await bridgework('lab', 'down', '--lab', 'second')).code).toBe(0);
  });
});
