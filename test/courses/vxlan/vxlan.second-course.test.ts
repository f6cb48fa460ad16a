import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkDocument } from '../../../src/cli/json/check-document.ts';
import { topologyDocument } from '../../../src/cli/json/topology-document.ts';
import { traceDocument } from '../../../src/cli/json/trace-document.ts';
import type { Services } from '../../../src/cli/services.ts';
import { bridgework, type Ran } from '../../../src/cli/testing/harness.ts';
import { gradeDocument } from '../../../src/grade/reports/json.ts';
import { labPaths } from '../../../src/lab/sandbox/paths.ts';
import { removeLab } from '../../../src/lab/sandbox/remove.ts';
import { createSandbox } from '../../../src/lab/sandbox/sandbox.ts';
import { createTerminal } from '../../../src/lab/shared/terminal.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { keys, openScreen } from '../../../src/tui/testing/emulator.ts';
import { course } from './course.ts';

let home: string;
const labOf = (name: string) =>
  createSandbox({ name, home, plan: course.lab.plan(course.params.defaults), isAsked: false });

/** What src/main.ts puts together, with this course in place of the other one. */
const services: Partial<Services> = {
  course: async () => course,
  home: async () => home,
  lab: async (name) => labOf(name),
  runLine: async (lab) => createTerminal(lab),
  async spareLab(name) {
    return { lab: labOf(name), discard: () => removeLab(name, labPaths(home, name)) };
  },
  async learn({ session, courses, lang }) {
    const screen = openScreen({ live: { session, courses }, lang, columns: 160, rows: 60 });
    await screen.until('core');
    drawn = (await screen.frame()).join('\n');
    await screen.press(keys.ctrlC);
    return (await screen.exit).type === 'quit' ? 0 : 1;
  },
};
let drawn = '';
const run = (...args: readonly string[]): Promise<Ran> => bridgework(args, { services });

beforeAll(async () => {
  home = await scratchHome();
  expect((await run('lab', 'up')).err).not.toContain('failed');
});
afterAll(() => discardHome(home));

// One learner, from an empty lab to the end; each test starts where the one before ended.
test('the course is in order', async () => {
  const { code, out, err } = await run('course', 'lint');
  expect({ code, output: out + err }).toMatchObject({ code: 0 });
});

test('nothing is done at first', async () => {
  const { code, out } = await run('check', '--json');
  expect(code).toBe(1);
  const { verdicts } = checkDocument.parse(JSON.parse(out));
  expect(verdicts.map(({ verdict }) => verdict)).toEqual(['fail', 'blocked', 'blocked', 'blocked']);
});

test('its own commands solve it, and all four checks pass', async () => {
  const { code, err } = await run('solve');
  expect(err).toContain('4 passed, 0 failed');
  expect(code).toBe(0);
});

test('a packet is walked from end to end: in at one host, out at the other', async () => {
  const { code, out } = await run('trace', 'red', 'http://10.42.7.12/', '--json');
  const { hops, reply = [], expected } = traceDocument.parse(JSON.parse(out));
  expect(expected).toEqual({ outcome: 'answered', server: 'blue', client: '10.42.7.11' });
  const tunnels = [...hops, ...reply]
    .filter(({ at }) => at === 'tunnel')
    .map(({ node, device }) => `${node} ${device}`);
  expect(tunnels).toEqual(['host vx42', 'osaka vx42', 'osaka vx42', 'host vx42']);
  expect(hops.find(({ at, node }) => at === 'cable' && node === 'core')?.packet).toMatchObject({ dport: 4789 });
  expect(code).toBe(0);
});

test('the picture has both hosts, each with its own container', async () => {
  const { nodes, wires } = topologyDocument.parse(JSON.parse((await run('topology', '--format', 'json')).out));
  expect(nodes.map(({ name }) => name)).toEqual(['host', 'osaka', 'red', 'blue', 'core']);
  expect(wires).toContainEqual({
    ...{ a: { node: 'osaka', interface: 'blue0' }, b: { node: 'blue', interface: 'eth0' } },
    connected: true,
  });
  expect((await run('learn')).code).toBe(0);
  for (const word of ['osaka', 'lan42', 'red', 'blue', 'core']) expect(drawn).toContain(word);
});

test('a grade: all points, and none for what does not hold any more', async () => {
  const grade = async () => {
    const { code, out, err } = await run('grade', '--lab', 'default', '--format', 'json');
    if (out === '') throw new Error(err);
    return { code, target: gradeDocument.parse(JSON.parse(out)).targets[0] };
  };
  expect(await grade()).toMatchObject({ code: 0, target: { outcome: 'passed', tally: { failed: 0 } } });
  await labOf('default').run('ip -n osaka link set vx42 down', { timeoutMs: 20_000 });
  expect(await grade()).toMatchObject({ code: 1, target: { outcome: 'not-passed' } });
});

test('its checks tell its three mutants and what is right apart, in a lab of their own', async () => {
  const file = join(home, 'proof.json');
  const { code, out, err } = await run('course', 'test', '--jobs', '2', '--json', file);
  expect({ code, output: code === 0 ? '' : out + err }).toEqual({ code: 0, output: '' });
  expect(out).toContain('mutants killed: 3 of 3');
});
