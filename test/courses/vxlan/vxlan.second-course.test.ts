import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkDocument } from '../../../src/cli/json/check-document.ts';
import { topologyDocument } from '../../../src/cli/json/topology-document.ts';
import { traceDocument } from '../../../src/cli/json/trace-document.ts';
import type { Services } from '../../../src/cli/services.ts';
import { bridgework, type Ran } from '../../../src/cli/testing/harness.ts';
import { otherHostsOf, sceneOf } from '../../../src/course/scene.ts';
import { gradeDocument } from '../../../src/grade/reports/json.ts';
import { labPaths } from '../../../src/lab/sandbox/paths.ts';
import { removeLab } from '../../../src/lab/sandbox/remove.ts';
import { createSandbox } from '../../../src/lab/sandbox/sandbox.ts';
import { createTerminal } from '../../../src/lab/shared/terminal.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { createMonitorReader } from '../../../src/look/monitor/notice.ts';
import { monitorScript } from '../../../src/look/monitor/script.ts';
import { observe, observeFingerprint } from '../../../src/look/observe.ts';
import { ok } from '../../../src/result.ts';
import { planProof, type Round } from '../../../src/round/index.ts';
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

/** Each with its way back, in the node that it names. */
const changes: readonly (readonly [what: string, node: string, there: string, back: string])[] = [
  ['a peer of the tunnel', 'host', 'bridge fdb append $all dst 192.168.77.9', 'bridge fdb del $all dst 192.168.77.9'],
  ['a peer of the tunnel', 'osaka', 'bridge fdb append $all dst 192.168.77.9', 'bridge fdb del $all dst 192.168.77.9'],
  [
    'who has an address',
    'host',
    `bridge fdb add 02:00:00:00:00:05 dev vx42 dst 192.168.77.2 self static`,
    `bridge fdb del 02:00:00:00:00:05 dev vx42 self`,
  ],
  ['an address', 'osaka', 'ip address add 10.9.9.9/24 dev lan42', 'ip address del 10.9.9.9/24 dev lan42'],
  ['a route', 'osaka', 'ip route add 10.8.0.0/16 dev lan42', 'ip route del 10.8.0.0/16 dev lan42'],
  ['a rule', 'osaka', 'nft add table inet shut', 'nft delete table inet shut'],
  ['a port of the switch', 'osaka', 'bridge link set dev blue0 isolated on', 'bridge link set dev blue0 isolated off'],
  ['forwarding', 'osaka', 'echo 1 >$sys/ipv4/ip_forward', 'echo 0 >$sys/ipv4/ip_forward'],
  [
    'a switch without events',
    'osaka',
    'echo 1 >$sys/bridge/bridge-nf-call-iptables',
    'echo 0 >$sys/bridge/bridge-nf-call-iptables',
  ],
];
const inNode = (node: string, line: string): string =>
  `${node === 'host' ? '' : `nsenter --net=/run/netns/${node} `}sh -ec 'all="00:00:00:00:00:00 dev vx42"; sys=/proc/sys/net; ${line}'`;

describe('what changes on either host', () => {
  const hosts = otherHostsOf(sceneOf(course, course.params.defaults));
  const sh = async (script: string): Promise<string> => {
    const ran = await labOf('default').run(script, { timeoutMs: 20_000 });
    if (!ran.ok || ran.value.exitCode !== 0) throw new Error(JSON.stringify(ran));
    return ran.value.stdout;
  };
  const fingerprint = async (): Promise<string> => {
    const seen = await observeFingerprint(labOf('default'), hosts);
    if (!seen.ok) throw new Error(JSON.stringify(seen.error));
    return seen.value;
  };
  /** A grader's round, in the middle of which something happens. */
  async function roundAround(script: string): Promise<Round> {
    const meanwhile = { key: 'meanwhile', script, phase: 'quick', parse: () => ok('') } as const;
    const seen = await observe(labOf('default'), planProof([meanwhile], undefined, hosts), { timeoutMs: 60_000 });
    if (!seen.ok) throw new Error(JSON.stringify(seen.error));
    return seen.value.round;
  }

  test.each(changes)('makes another fingerprint: %s in %s', async (_, node, there, back) => {
    const before = await fingerprint();
    await sh(inNode(node, there));
    expect(await fingerprint()).not.toBe(before);
    await sh(inNode(node, back));
    expect(await fingerprint()).toBe(before);
  });

  test('traffic does not, nor a round in which nothing happens', async () => {
    const before = await fingerprint();
    await sh('nsenter -n -t "$(docker inspect -f {{.State.Pid}} red)" wget -qO- http://10.42.7.12/ >/dev/null');
    expect(await fingerprint()).toBe(before);
    const quiet = await roundAround('true');
    expect([quiet.changed, quiet.fingerprint]).toEqual([false, quiet.before]);
  });

  test.each(changes.filter(([what]) => !/^a switch/.test(what)))(
    'is heard in a round for a grade though it is undone: %s in %s',
    async (_, node, there, back) => {
      const {
        before = '',
        fingerprint: after,
        changed,
      } = await roundAround(`${inNode(node, there)}; ${inNode(node, back)}`);
      expect([changed, after.startsWith(`${before} heard `)]).toEqual([true, true]);
    },
  );

  test('is told by the monitor as it happens, with the name of its host', async () => {
    const stop = new AbortController();
    const read = createMonitorReader();
    const seen: string[] = [];
    const onLine = (line: string): void => {
      const notice = read(line);
      seen.push(notice?.type === 'change' ? notice.change.node : (notice?.type ?? ''));
    };
    const stream = labOf('default').stream(monitorScript(hosts), { onLine, signal: stop.signal });
    await vi.waitFor(() => expect(seen).toContain('ready'), { timeout: 20_000 });
    for (const [what, node, there, back] of changes) {
      seen.length = 0;
      for (const line of [there, back]) {
        await sh(inNode(node, line));
        await vi.waitFor(() => expect([what, ...seen]).toContain(node), { timeout: 10_000 });
        seen.length = 0;
      }
    }
    stop.abort();
    await stream;
    // Whoever read the second host's switches has ended with it.
    await vi.waitFor(async () => expect((await sh('pgrep -c perl || :')).trim()).toBe('0'), { timeout: 10_000 });
  });
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
