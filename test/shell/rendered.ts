import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allChecks } from '../../checks/index.ts';
import { course } from '../../lessons/course.ts';
import { here } from '../../lessons/here.ts';
import { defaultParams } from '../../lessons/params/params.ts';
import { planExamination } from '../../src/doctor/examine.ts';
import * as facts from '../../src/facts/index.ts';
import { liveScript } from '../../src/facts/live/script.ts';
import { guardScript } from '../../src/lab/here/cards/guard.ts';
import { keeperScript, startKeeper } from '../../src/lab/here/cards/keeper.ts';
import { forgetScript, journalScript } from '../../src/lab/here/down/down.ts';
import { journal } from '../../src/lab/here/entry/entry.ts';
import { lookScript } from '../../src/lab/here/ledger/look.ts';
import { askScript, discoverScript } from '../../src/lab/here/machine/discover.ts';
import { nodesScript, withoutNodes } from '../../src/lab/here/nodes/nodes.ts';
import { redirectScript, redirectsScript } from '../../src/lab/here/nodes/redirect.ts';
import { udevScript, withoutUdev } from '../../src/lab/here/nodes/udev.ts';
import { type Known, knowledgeScript } from '../../src/lab/here/record/knowledge.ts';
import type { HereState } from '../../src/lab/here/record/state.ts';
import { imageScript, prepareScript, settledScript, switchesScript } from '../../src/lab/here/up/build.ts';
import { readyScript } from '../../src/lab/here/up/ready.ts';
import { makeSight } from '../../src/lab/sandbox/boot.ts';
import { joinScript } from '../../src/lab/sandbox/cgroups.ts';
import { initScript } from '../../src/lab/sandbox/init/init.ts';
import { listing } from '../../src/lab/sandbox/tidy.ts';
import { withinScript } from '../../src/lab/sandbox/userns.ts';
import { hangUpWatch } from '../../src/lab/shared/attach.ts';
import { mortalShell } from '../../src/lab/shared/follow.ts';
import { inNode } from '../../src/lab/shared/in-node.ts';
import { sweepScript } from '../../src/lab/shared/sweep.ts';
import { framed } from '../../src/lab/ssh/shell.ts';
import { monitorScript } from '../../src/look/monitor/script.ts';
import { cleaning } from '../../src/proof/cleaning.ts';
import { playing } from '../../src/proof/typing.ts';
import { planFingerprint, planGlance, planProof, planRound, planUnwatched } from '../../src/round/index.ts';
import { prelude } from '../../src/round/prelude.ts';

const lab = course.lab.plan(defaultParams);
if (!lab.ok) throw new Error(lab.error.id);
const { topology } = lab.value;
const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const plan = here.plan({ ...defaultParams, outsideAddress: '192.168.1.77', site: 'www.example.org' });
const uplink = { mac: '02:00:00:00:00:01', prefix: 24, gateway: '192.168.1.1' };
const toItself = { from: 'web', url: 'http://127.0.0.1/' };
/** Each kind of fact, of the host and of a container. */
const everyFact = ['host', 'web'].flatMap((node) => [
  ...[facts.conntrack, facts.diversions, facts.fdbs, facts.interfaces, facts.listeners].map((kind) => kind(node)),
  ...[facts.neighbours, facts.routes, facts.routeTables, facts.routingRules].map((kind) => kind(node)),
  ...[facts.ruleset, facts.sysctls, facts.transforms].map((kind) => kind(node)),
  ...[facts.dns(node, 'www.example.org'), facts.routeGet(node, '192.0.2.1', { from: '192.0.2.2', iif: 'nic0' })],
  facts.fetch({ from: node, url: 'http://192.0.2.1:8080/a?b', localPort: 40_000 }),
]);
const requests = [
  ...everyFact,
  ...[facts.accessLog(), facts.containers(), facts.machine(), facts.fdb('lan')],
  ...[facts.fetch({ ...toItself, via: 'exec' }), facts.watched(facts.fetch(toItself), ['outside'])],
];
const commands = [
  ...new Set(
    globSync('lessons/*/en.md', { cwd: root }).flatMap((path) =>
      [...read(path).matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block),
    ),
  ),
];
/** Every script that is sent, by the labs that it is sent to. */
export const scripts = {
  sandbox: {
    'the first process': initScript(topology),
    'the first process of the namespace': /const launch = '(.*)';/.exec(read('src/lab/sandbox/boot.ts'))?.[1] ?? '',
    'the way in': inNode,
    'the holder of the user namespace': withinScript,
    'what of the image is kept': listing,
    'the way into control groups': joinScript,
  },
  both: {
    'a round': planProof(allChecks.flatMap((check) => Object.values(check.needs(defaultParams)))).script,
    'a live trace': prelude('ab') + liveScript('curl -s http://192.0.2.1/', ['outside']),
    'the monitor': monitorScript(),
    'the monitor of two hosts': monitorScript(['east']),
    'the sweep': sweepScript('ab', 1),
    'the course': commands.join('\n'),
  },
  here: {
    'the nodes': nodesScript(plan, uplink, '/run/x'),
    'the guard': guardScript('net:[1]'),
    'the look': lookScript,
    'the keeper': keeperScript,
    'the way aside': redirectScript(plan),
    udev: udevScript(plan),
    discovery: discoverScript,
    'the way in': inNode,
    'what a person does': journal,
  },
  doctor: { doctor: planExamination({ pitfalls: course.pitfalls, lab: 'here', params: defaultParams }).script },
};

const belongings = {
  machines: ['outside', 'internet'],
  cards: [plan.uplink],
  lines: ['tc qdisc del dev nic0 root'],
  rules: ['iptables -P FORWARD DROP'],
};
const state: HereState = {
  version: 1,
  phase: 'starting',
  since: '2026-12-01T00:00:00Z',
  ...{ plan, cards: [plan.uplink, 'enp0s3'], differences: [] },
};
const known: Known = {
  ...{ state, ledger: undefined, boot: '00000000-0000-0000-0000-000000000000' },
  ...{ root: true, declared: 'yes' as const, alive: true, uplinkThere: true },
};

/** All others: what only builds, cleans and carries. */
export const more: { readonly [name: string]: string } = {
  'a round of every fact': planRound(requests, undefined, { unless: '1 2', tells: true }).script,
  'a glance': planGlance(requests.slice(0, 5), [{ name: 'web', pid: 1 }]).script,
  'a round that nobody watches': planUnwatched(requests).script,
  'a fingerprint': planFingerprint().script,
  'a fingerprint of two hosts': planFingerprint(['east']).script,
  'a proof of two hosts': planProof(requests, undefined, ['east']).script,
  'a whole /proc and /sys': makeSight,
  'a shell that dies with its reader': mortalShell.at(-1) ?? '',
  'the hang-up': hangUpWatch,
  'one script over ssh': framed('echo', 'ab'),
  'rules cleaned': cleaning('rules', belongings),
  'wires cleaned': cleaning('wires', belongings),
  'containers cleaned': cleaning('containers', belongings),
  'lines typed': playing(['ip link', "docker exec c1 sh -c 'echo $1'"], { onward: false }).script,
  'whether this machine is ready': readyScript,
  'what there was before': prepareScript(state, known),
  'the image': imageScript(plan.image, '/run/x.tar'),
  switches: switchesScript(plan.uplink),
  'the end of the first change': settledScript,
  'who has an address': askScript('192.168.1.50'),
  'what is known': knowledgeScript,
  'the keeper started': startKeeper,
  'the journal read': journalScript,
  'nodes taken away': withoutNodes(plan.uplink) + withoutUdev,
  'containers of before': forgetScript({ version: 1, boot: 'x', containers: ['ab'], names: ['c1'] }),
  'whether frames are redirected': redirectsScript(plan.uplink),
};
