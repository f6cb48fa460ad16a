import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/cli/json/check-document.ts';
import type { Snapshot } from '../../../src/lab/here/ledger/item.ts';
import { compose } from '../../../src/lab/here/testing/busy.ts';
import { differences, look, nothing, reboot } from '../../../src/lab/here/testing/looked.ts';
import { type Played, playMachine } from '../../../src/lab/here/testing/played.ts';
import { onMachine } from './on-machine.ts';

/** A machine that differs from the source in all that the course follows; more of them: here-machines.here.test.ts. */
const [uplink, hostAddress] = ['eth0', '10.0.2.15'];
let played: Played;
let before: Snapshot;
beforeAll(async () => {
  played = await playMachine('one', { uplink, hostAddress, setup: compose });
  before = await look(played);
});
afterAll(() => played?.discard());

const url = `http://${hostAddress}:5678/`;
const shut = `iptables -I FORWARD -i ${uplink} -o br0 -j DROP`;

describe('the course on a machine whose card is eth0, in another LAN, with 172.18.0.0/16 taken by compose', () => {
  it('passes as a whole, is followed beyond the card, survives a restart of c1, and reset gives the machine back as the lab took it', async () => {
    const up = await onMachine(played, 'lab', 'up');
    expect(up.err).toMatch(/the card that leads out is called eth0 .*10\.0\.2\.15.*10\.200\.18\.0\/24.*peer1/);
    const taken = await look(played);
    expect((await onMachine(played, 'solve')).code).toBe(0);
    const checked = await onMachine(played, 'check', '--json');
    const { verdicts } = checkDocument.parse(JSON.parse(checked.out));
    expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect([checked.code, verdicts.length]).toEqual([0, 65]);

    // The physical host of a VM, which nobody plays: what is on the other side of the card.
    const physical = 'nsenter --net=/proc/$(cat /run/machine/web/internet/pid)/ns/net';
    expect(await played.sh(`${physical} curl -sS --max-time 4 -o /dev/null -w '%{http_code}' ${url}`)).toBe('200');

    for (const [from, to] of [
      ['outside', url],
      ['c2', 'http://10.0.2.50/'],
      ['c1', 'http://203.0.113.80/'],
    ] as const)
      expect([from, (await onMachine(played, 'trace', from, to)).out]).toEqual([
        from,
        expect.stringContaining('delivered'),
      ]);
    expect((await onMachine(played, 'trace', 'outside', url, '--live')).out).not.toContain('differ');
    await played.sh(shut);
    const failing = await onMachine(played, 'check', 'dnat-prerouting');
    expect(failing.out).toMatch(/The packet ended in host, hook FORWARD .*-A FORWARD -i eth0 -o br0 -j DROP/);
    await played.sh(shut.replace('-I', '-D'));

    // The kernel takes the old namespace, and the cable with it, away a moment later.
    await played.sh('docker restart -t 0 c1; while ip link show veth1 >/dev/null 2>&1; do sleep 0.1; done');
    const restarted = await onMachine(played, 'solve');
    expect(restarted.err).toContain('c1 was restarted: it has a new network namespace');
    expect([restarted.code, restarted.err]).toEqual([0, expect.stringContaining('bridgework solve --to talk-hairpin')]);

    expect((await onMachine(played, 'reset')).code).toBe(0);
    expect(differences(taken, await look(played))).toEqual(nothing);
  });

  it('interrupted by a reboot, says what is gone and why, and builds it again up to where the learner was', async () => {
    const again = ['solve', '--to', 'bridge-address'] as const;
    expect((await onMachine(played, ...again)).code).toBe(0);
    await played.sh(`${reboot(uplink)}\ndocker start shop-web-1`);
    expect((await onMachine(played, 'lab', 'status')).code).toBe(3);
    const rebooted = await onMachine(played, ...again);
    expect(rebooted.err).toContain('This machine was restarted since');
    expect([rebooted.code, rebooted.err]).toEqual([0, expect.stringContaining('c1 does not run any more')]);
    expect((await onMachine(played, 'lab', 'down')).code).toBe(0);
    const left = differences(before, await look(played)).come;
    expect(left.filter((one) => !/DOCKER|docker0|ip_forward|forwarding/.test(one))).toEqual([]);
  });
});
