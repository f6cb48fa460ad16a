import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allChecks } from '../../../checks/index.ts';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import { sourceCommands } from '../../../lessons/testing/source-commands.ts';
import { scene } from '../../../lessons/testing/taught.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { type FollowEvent, follow } from '../../../src/look/follow.ts';
import { createLooker } from '../../../src/look/looker.ts';
import { createMonitorReader } from '../../../src/look/monitor/notice.ts';
import { type Pace, pace } from '../../../src/look/watching.ts';
import type { CheckResult } from '../../../src/verify/check.ts';

/** A round whose fetches nobody answers takes seconds; a machine that does other things too, more. */
const patient = { timeout: 60_000, interval: 20 };

/** No slow look comes to help in a test of events. */
const never: Pace = { ...pace, slow: 3_600_000, unsubscribed: 3_600_000 };

let home: string;
let lab: Lab;

async function sh(script: string): Promise<string> {
  const ran = await lab.run(`set -e\n${script}`, { timeoutMs: 60_000 });
  if (!ran.ok) throw new Error(ran.error.code);
  if (ran.value.exitCode !== 0) throw new Error(`exit code ${ran.value.exitCode}: ${ran.value.stderr}`);
  return ran.value.stdout;
}

/** The watch as the UI has it, over the course's checks; `hear` may drop lines. */
async function watching(how: { readonly pace?: Pace; hear?(line: string): boolean } = {}) {
  const seen = {
    stale: 0,
    rounds: 0,
    ready: 0,
    lines: [] as string[],
    unsubscribed: [] as string[],
    shown: new Map<string, string>(),
  };
  const show = (results: readonly CheckResult[]): void => {
    for (const { check, verdict } of results) seen.shown.set(check.id, verdict.verdict);
  };
  const notify = (event: FollowEvent): void => {
    if (event.type === 'looking') seen.rounds += 1;
    else if (event.type === 'stale') seen.stale += 1;
    else if (event.type === 'seen') show(event.phase === 'requests' ? event.looked.results : event.results);
    else if (event.type === 'unheard') seen.unsubscribed.push(event.text.id);
    else if (event.type === 'gone') seen.unsubscribed.push(event.failure.code);
  };
  const heard: Pick<Lab, 'stream'> = {
    stream: async (script, { onLine, ...options }) =>
      await lab.stream(script, {
        ...options,
        onLine(line) {
          if (line === 'ready') seen.ready += 1;
          seen.lines.push(line);
          if (how.hear?.(line) ?? true) onLine(line);
        },
      }),
  };
  const watch = follow({
    lab: heard,
    looker: createLooker(lab, scene),
    pace: how.pace ?? never,
    checksOf: () => allChecks,
    current: () => [],
    isQuiet: () => true,
    notify,
    closing: new AbortController().signal,
  });
  await watch.look([]);
  watch.open();
  await expect.poll(() => seen.ready, patient).toBe(1);
  const shows = (check: string, verdict: string) => expect.poll(() => seen.shown.get(check), patient).toBe(verdict);
  return { watch, seen, shows };
}

beforeAll(async () => {
  home = await scratchHome();
  lab = createSandbox({ name: 'watch', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await sh(sourceCommands());
});
afterAll(() => discardHome(home));

const c1 = `nsenter -n -t $(docker inspect -f '{{.State.Pid}}' c1)`;
const drop = 'FORWARD -i br0 -o br0 -j DROP';

/** Every kind of change that an event tells of, there and back, and the check whose verdict it turns. */
const changes: readonly (readonly [what: string, check: string, breaks: string, fixes: string])[] = [
  ['a link', 'veth1-up', 'ip link set veth1 down', 'ip link set veth1 up'],
  ['an address', 'bridge-address', 'ip addr del 172.18.0.1/16 dev br0', 'ip addr add 172.18.0.1/16 dev br0'],
  [
    'a route in a container',
    'c1-default-route',
    `${c1} ip route del default`,
    `${c1} ip route add default via 172.18.0.1`,
  ],
  ['a bridge port', 'veth1-hairpin', 'brctl hairpin br0 veth1 off', 'brctl hairpin br0 veth1 on'],
  [
    'an nft rule',
    'forward-bridge-accept',
    `nft 'add table inet x; add chain inet x f { type filter hook forward priority 5; policy drop; }'`,
    'nft delete table inet x',
  ],
  ['an iptables rule', 'forward-bridge-accept', `iptables -I ${drop}`, `iptables -D ${drop}`],
  ['an iptables-legacy rule', 'forward-bridge-accept', `iptables-legacy -I ${drop}`, `iptables-legacy -D ${drop}`],
  ['forwarding', 'forwarding-on', 'sysctl -q net.ipv4.ip_forward=0', 'sysctl -q net.ipv4.ip_forward=1'],
];

describe('a watch over a real lab', () => {
  it('sees every kind of change by its event, and holds no round that nobody needs', async () => {
    const { watch, seen, shows } = await watching();
    try {
      for (const [, check, breaks, fixes] of changes) {
        await watch.idle();
        const before = { ...seen };
        await sh(breaks);
        await shows(check, 'fail');
        await sh(fixes);
        await shows(check, 'pass');
        await watch.idle();
        // One for each change; a second burst of a change's own events may fall into the round after it.
        expect(seen.rounds - before.rounds).toBeLessThanOrEqual(4);
        expect(seen.stale).toBeGreaterThan(before.stale);
      }
      expect(seen.unsubscribed).toEqual([]);
    } finally {
      watch.close();
    }
  });

  it('reacts to switches and static neighbours, but not to what its rounds do', async () => {
    // Without STP too a bridge port tells of itself once more when the forward delay (15 s) has passed since it came up:
    // net/bridge/br_stp_timer.c, br_forward_delay_timer_expired.
    const timers = () => sh('cat /sys/class/net/br0/brif/*/forward_delay_timer');
    await expect.poll(timers, patient).toMatch(/^(?:0\n)+$/);
    const { watch, seen } = await watching();
    try {
      // A round with all its fetches, forgotten neighbours first: their events come back through the monitor.
      await sh(`ip neigh flush all; ${c1} ip neigh flush all`);
      await watch.look([]);
      expect(seen.lines.some((line) => /NEIGH.*(REACHABLE|STALE)/.test(line))).toBe(true);
      const read = createMonitorReader();
      expect(seen.lines.filter((line) => read(line)?.type === 'change')).toEqual([]);
      const before = { ...seen };
      expect(before.stale).toBe(0);
      await sh('ip neigh replace 172.18.0.77 lladdr 02:00:00:00:00:01 dev br0 nud permanent');
      await expect.poll(() => seen.stale, patient).toBe(1);
      await expect.poll(() => seen.rounds, patient).toBe(before.rounds + 1);
      await watch.idle();
      await sh('echo 1 >/proc/sys/net/ipv4/conf/br0/route_localnet');
      await expect.poll(() => seen.stale, patient).toBe(2);
      // The round for it may not have begun yet: what changes before that is the same staleness.
      await expect.poll(() => seen.rounds, patient).toBe(before.rounds + 2);
      await watch.idle();
      await sh('ip neigh del 172.18.0.77 dev br0; echo 0 >/proc/sys/net/ipv4/conf/br0/route_localnet');
      await expect.poll(() => seen.stale, patient).toBe(3);
      await watch.idle();
    } finally {
      watch.close();
    }
  });

  it('is restarted when the learner kills its monitor, and misses nothing', async () => {
    const { watch, seen, shows } = await watching();
    try {
      await sh('pkill -KILL -x perl; ip link set veth1 down');
      await shows('veth1-up', 'fail');
      await expect.poll(() => seen.ready, patient).toBe(2);
      await sh('ip link set veth1 up');
      await shows('veth1-up', 'pass');
      expect(seen.unsubscribed).toEqual([]);
      expect(await sh('pgrep -cx perl')).toBe('1\n');
    } finally {
      watch.close();
    }
  });

  it('sees by the slow look what no event told of', async () => {
    const slow = { ...pace, slow: 500, unsubscribed: 500 };
    const { watch, seen, shows } = await watching({ pace: slow, hear: (line) => line === 'ready' });
    try {
      await sh('ip link set veth1 down');
      await shows('veth1-up', 'fail');
      await sh('ip link set veth1 up');
      await shows('veth1-up', 'pass');
      // The events were there; only this watch did not hear them.
      expect(seen.lines.some((line) => line.includes('veth1'))).toBe(true);
    } finally {
      watch.close();
    }
  });

  it('listens in containers as they come, and keeps none of them alive', async () => {
    const { watch, seen, shows } = await watching();
    try {
      await sh('docker run -d --net=none --name c3 nginx:1.13.3-alpine');
      await expect.poll(() => seen.lines, patient).toContain('engine start c3');
      await sh(`nsenter -n -t $(docker inspect -f '{{.State.Pid}}' c3) ip link set lo down`);
      await expect.poll(() => seen.lines.some((line) => line.startsWith('ip c3 ')), patient).toBe(true);
      await sh('docker rm -f c3');
      await sh('docker kill c2');
      await shows('c2-running', 'fail');
      // The other end of its cable goes with the container, though something listened there.
      await expect.poll(() => sh('ip -br link | grep -c ^veth2 || :'), patient).toBe('0\n');
    } finally {
      watch.close();
    }
    await expect.poll(() => sh('pgrep -c "^(perl|nft)$" || :'), patient).toBe('0\n');
  });
});
