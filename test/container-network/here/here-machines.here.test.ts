import { afterEach, describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/cli/json/check-document.ts';
import { courseDocument } from '../../../src/cli/json/course-document.ts';
import { compose } from '../../../src/lab/here/testing/busy.ts';
import { differences, look, nothing, reboot } from '../../../src/lab/here/testing/looked.ts';
import { type Played, type PlayedOptions, playMachine } from '../../../src/lab/here/testing/played.ts';
import { onMachine } from './on-machine.ts';

/** A whole course on a machine with two cores that others use, too; each test makes a machine of its own. */
const bound = 600_000;

let played: Played | undefined;
afterEach(() => played?.discard());

const machines: readonly (readonly [string, PlayedOptions, RegExp])[] = [
  ['a card called ens33, everything as in the source', {}, /^$/],
  [
    'a card called eth0, another LAN',
    { uplink: 'eth0', hostAddress: '10.0.2.15' },
    /the card that leads out is called eth0 .*10\.0\.2\.15.*peer1/,
  ],
  ['172.18.0.0/16 taken by a compose project', { setup: compose }, /the containers’ network is 10\.200\.18\.0\/24/],
];

describe('the whole course on a machine itself', () => {
  it.each(machines)(
    'with %s',
    async (_, options, expected) => {
      played = await playMachine('course', options);
      const before = await look(played);
      const solved = await onMachine(played, 'solve');
      const checked = await onMachine(played, 'check', '--json');
      const { verdicts } = checkDocument.parse(JSON.parse(checked.out));
      expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
      expect(verdicts.length).toBe(65);
      expect([solved.code, checked.code]).toEqual([0, 0]);
      if (expected.source !== '^$') expect(solved.err).toMatch(expected);
      // The physical host of a VM, which nobody plays: what is on the other side of the card.
      const physical = 'nsenter --net=/proc/$(cat /run/machine/web/internet/pid)/ns/net';
      const url = `http://${options.hostAddress ?? '192.168.1.61'}:5678/?physical`;
      expect(await played.sh(`${physical} curl -sS --max-time 4 -o /dev/null -w '%{http_code}' '${url}'`)).toBe('200');
      expect(await played.sh('docker logs c1 2>/dev/null')).toContain('GET /?physical ');
      expect((await onMachine(played, 'lab', 'down')).code).toBe(0);
      expect(differences(before, await look(played))).toEqual(nothing);
    },
    bound,
  );
});

it(
  'every step undone, from the last to the first, leaves the machine as the lab found it',
  async () => {
    played = await playMachine('undone', { uplink: 'eth0' });
    expect((await onMachine(played, 'lab', 'up')).code).toBe(0);
    const before = await look(played);
    expect((await onMachine(played, 'solve', '--to', 'forward-out')).code).toBe(0);
    const listed = courseDocument.parse(JSON.parse((await onMachine(played, 'course', 'list', '--json')).out));
    const steps = listed.lessons.flatMap((lesson) => lesson.steps);
    const done = steps.slice(0, steps.findIndex(({ id }) => id === 'forward-out') + 1);
    expect(done.flatMap(({ commands }) => commands)).toContain('ip link add veth1 type veth peer name peer1');
    for (const { id } of done.reverse()) {
      const undone = await onMachine(played, 'undo', id);
      expect([id, undone.code, undone.err.split('\n').slice(-3)]).toEqual([id, 0, expect.anything()]);
    }
    expect(differences(before, await look(played))).toEqual(nothing);
  },
  bound,
);

describe('a course that was interrupted', () => {
  it(
    'by restarts: says what is gone and why, and builds it again up to where the learner was',
    async () => {
      played = await playMachine('again');
      const before = await look(played);
      expect((await onMachine(played, 'solve', '--to', 'c1-route')).code).toBe(0);

      await played.sh('docker restart -t 0 c1');
      const restarted = await onMachine(played, 'solve', '--to', 'c1-route');
      expect(restarted.err).toContain('c1 was restarted: it has a new network namespace');
      expect(restarted.err).toContain('bridgework solve --to c1-route');
      expect(restarted.code).toBe(0);

      await played.sh('docker rm -f c1; docker run -d --net=none --name=c1 nginx:1.13.3-alpine');
      const replaced = await onMachine(played, 'solve', '--to', 'c1-route');
      expect(replaced.err).toContain('c1 is another container now');
      expect(replaced.code).toBe(0);

      await played.sh(reboot('ens33'));
      expect((await onMachine(played, 'lab', 'status')).code).toBe(3);
      const rebooted = await onMachine(played, 'solve', '--to', 'c1-route');
      expect(rebooted.err).toContain('This machine was restarted since');
      expect(rebooted.err).toContain('c1 does not run any more');
      expect(rebooted.code).toBe(0);

      // Also after another reboot, the course's containers are the only thing that is left, and they are known as its own.
      await played.sh(reboot('ens33'));
      expect((await onMachine(played, 'lab', 'down')).code).toBe(0);
      expect(await played.sh('docker ps -aq')).toBe('');
      expect(
        differences(before, await look(played)).come.filter((one) => !/DOCKER|docker0|ip_forward|forwarding/.test(one)),
      ).toEqual([]);
    },
    bound,
  );
});
