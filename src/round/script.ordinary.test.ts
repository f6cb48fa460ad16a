import { afterAll, beforeAll, expect, test } from 'vitest';
import { containers, type FactRequest, interfaces, type Observation } from '../facts/index.ts';
import { ok } from '../result.ts';
import { planRound, readRound } from './index.ts';
import { failure, known } from './testing/reading.ts';
import { type RoundLab, roundLab } from './testing/round-lab.ts';

let lab: RoundLab;
beforeAll(async () => {
  lab = await roundLab('script');
});
afterAll(() => lab?.end());

/** A fact that is what its fragment printed. */
const raw = (
  key: string,
  script: string,
  phase: 'quick' | 'slow' | 'late' = 'quick',
): FactRequest<Observation & { nonce: string }> => ({
  key,
  script,
  phase,
  parse: (seen, { nonce }) => ok({ ...seen, nonce }),
});

test('output comes back byte by byte, whatever it is', async () => {
  const bytes = raw('bytes', "printf 'a\\000b\\r\\n\\377 end'");
  const forged = raw('forged', 'echo "$BW_NONCE end"; printf "round 1\\nbytes\\n"; echo "$BW_NONCE begin" >&2');
  const long = raw('long', 'head -c 2000000 /dev/zero | tr "\\000" x; exit 3');
  const silent = raw('silent', ':');
  const { readings } = await lab.look(bytes, forged, long, silent);
  expect(known(readings, bytes).stdout).toBe('a\0b\r\n\uFFFD end');
  const { nonce, stdout, stderr } = known(readings, forged);
  expect([stdout, stderr]).toEqual([`${nonce} end\nround 1\nbytes\n`, `${nonce} begin\n`]);
  expect(known(readings, long)).toMatchObject({ exitCode: 3, stdout: 'x'.repeat(2_000_000) });
  expect(known(readings, silent)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
});

test('a fragment that exits, reads its input, or changes its folder disturbs no other', async () => {
  const rude = [raw('exit', 'exit 9'), raw('read', 'cat'), raw('cd', 'cd /proc; set -e; PATH=; BW_DIR=/nowhere')];
  const after = raw('after', 'pwd; ls / >/dev/null', 'late');
  const { readings } = await lab.look(...rude, after);
  expect(rude.map((request) => known(readings, request).exitCode)).toEqual([9, 0, 0]);
  expect(known(readings, after)).toMatchObject({ exitCode: 0, stdout: '/\n' });
});

test('a wrapper that stands first in a shell’s PATH is not asked', async () => {
  await lab.sh(`mount -t tmpfs wrappers /usr/local/sbin
    for name in ip docker curl nft; do printf '#!/bin/sh\\necho fooled' >/usr/local/sbin/$name; chmod 755 /usr/local/sbin/$name; done`);
  try {
    const [found, links] = [raw('found', 'ip -V; docker --version; curl --version; nft --version'), interfaces('host')];
    const { readings } = await lab.look(found, links);
    expect(known(readings, found).stdout).toMatch(/iproute2.*Docker.*curl.*nftables/s);
    expect(known(readings, found).stdout).not.toContain('fooled');
    expect(known(readings, links).map(({ name }) => name)).toContain('ens33');
  } finally {
    await lab.sh('umount /usr/local/sbin');
  }
});

test('quick ones come first, slow ones side by side, late ones last', async () => {
  // Each of the slow ones waits until four have begun, as many as also run on a slow machine.
  const slow = Array.from({ length: 30 }, (_, index) =>
    raw(
      `slow-${index}`,
      `ls "$BW_DIR"; : >"$BW_DIR/began.${index}"; until [ "$(ls "$BW_DIR" | grep -c began)" -ge 4 ]; do sleep 0.02; done; : >"$BW_DIR/ended"`,
      'slow',
    ),
  );
  const late = raw('late', 'ls "$BW_DIR"', 'late');
  const quick = raw('quick', 'ls "$BW_DIR"; : >"$BW_DIR/quick"');
  const { readings } = await lab.look(late, ...slow, quick);
  expect(known(readings, quick).stdout).not.toContain('began');
  expect(slow.every((request) => known(readings, request).stdout.includes('quick\n'))).toBe(true);
  expect(known(readings, late).stdout).toContain('ended');
});

test('a machine that is slow to look is asked for four slow things at once, not for all: their patience is for packets', async () => {
  const counting = Array.from({ length: 12 }, (_, index) =>
    raw(
      `count-${index}`,
      `: >"$BW_DIR/on.${index}"; ls "$BW_DIR" | grep -c '^on'; sleep 0.5; rm "$BW_DIR/on.${index}"`,
      'slow',
    ),
  );
  const atOnce = async (): Promise<number> => {
    const { readings } = await lab.look(...counting);
    return Math.max(...counting.map((request) => Number(known(readings, request).stdout)));
  };
  await lab.sh(`mkdir /tmp/slow; cp "$(readlink -f "$(command -v nft)")" /tmp/slow/real
printf '#!/bin/sh\\nsleep 1.1\\nexec /tmp/slow/real "$@"\\n' >/tmp/slow/nft; chmod 755 /tmp/slow/nft
mount --bind /tmp/slow/nft "$(readlink -f "$(command -v nft)")"`);
  try {
    expect(await atOnce()).toBeLessThanOrEqual(4);
  } finally {
    await lab.sh('umount "$(readlink -f "$(command -v nft)")"; rm -r /tmp/slow');
  }
});

test('a change of the network during the round is noticed, traffic is not a change', async () => {
  const calm = await lab.look(raw('traffic', 'curl -s http://192.168.1.50/ >/dev/null'));
  const busy = await lab.look(raw('change', 'ip link add busy type bridge'));
  expect([calm.round.changed, busy.round.changed]).toEqual([false, true]);
  await lab.sh('ip link del busy');
});

test('a round leaves no file behind, also when it is ended', async () => {
  const files = () => lab.sh('ls -d /dev/shm/bridgework.* /run/bridgework.* /tmp/bridgework.* 2>/dev/null || :');
  await lab.look(interfaces('host'));
  expect(await files()).toBe('');
  const suicide = await lab.run(planRound([raw('end', 'kill -TERM $$; sleep 1')]).script);
  expect(suicide.exitCode).toBe(143);
  expect(await files()).toBe('');
});

test('what is cut off, or was never finished, is no round', async () => {
  const plan = planRound([interfaces('host')]);
  const { stdout } = await lab.run(plan.script);
  const cut = readRound(plan, stdout.slice(0, -30));
  expect(cut.ok ? undefined : cut.error.text.id).toBe('facts.round-cut');
  const damaged = readRound(plan, stdout.replace(/\n[A-Za-z0-9+/]{40}/, '\n'));
  expect(damaged.ok ? undefined : damaged.error.text.id).toBe('facts.round-garbled');
  const half = await lab.run(plan.script.slice(0, -300));
  expect([half.stdout, half.exitCode]).toEqual(['', 2]);
});

test('a Docker Engine that does not answer is our failure for containers only', async () => {
  const plan = planRound([containers(), interfaces('c1'), interfaces('host')]);
  const { readings } = await lab.look(...plan.requests);
  expect(failure(readings, containers())).toBeUndefined();
  const { stdout } = await lab.run(`export DOCKER_HOST=unix:///nowhere.sock\n${plan.script}`);
  const round = readRound(plan, stdout);
  if (!round.ok) throw new Error(round.error.text.id);
  const seen = plan.requests.map((request) => {
    const observation = round.value.observations[request.key];
    const reading = observation && request.parse(observation, round.value);
    return reading?.ok ? 'ok' : reading?.error.text.id;
  });
  expect(seen).toEqual(['facts.docker', 'facts.docker', 'ok']);
});
