import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { start } from '../../src/cli/testing/program.ts';
import { gradeDocument } from '../../src/grade/reports/json.ts';
import { discardHome, scratchHome } from '../../src/lab/testing/scratch.ts';

/** One student's lab against the grading of a class: `mallory` does what issue 14 tells of, `ada` is honest. */
let home: string;
const bridgework = (...args: readonly string[]) => start(home, args).done;
const inLab = async (script: string): Promise<void> => {
  const { code, out, err } = await bridgework('lab', 'exec', '--lab', 'mallory', '--', 'sh', '-ec', script);
  if (code !== 0) throw new Error(`${code}: ${out} ${err}`);
};
const gradeBoth = async () => {
  const { code, out, err } = await bridgework('grade', '--lab', 'mallory', '--lab', 'ada', '--format', 'json');
  const { targets } = gradeDocument.parse(JSON.parse(out));
  return { code, err, targets: Object.fromEntries(targets.map((target) => [target.id, target])) };
};
/** Nothing that moves a cursor, changes a colour or the direction of reading. */
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

beforeAll(async () => {
  home = await scratchHome();
  for (const lab of ['mallory', 'ada']) expect((await bridgework('lab', 'up', '--lab', lab)).code).toBe(0);
});
afterAll(() => discardHome(home));

describe('one student costs another one nothing', () => {
  it('with rules that branch: five jumps a chain, eleven deep, behind a condition that nobody understands', async () => {
    const chains = Array.from({ length: 12 }, (_, at) => at);
    const rules = [
      '*filter',
      ...chains.map((at) => `:L${at} - [0:0]`),
      ...chains.slice(0, -1).flatMap((at) => Array.from({ length: 5 }, () => `-A L${at} -p tcp -j L${at + 1}`)),
      ...['INPUT', 'FORWARD', 'OUTPUT'].map((chain) => `-I ${chain} -m u32 --u32 "0&0=1" -j L0`),
      'COMMIT',
    ];
    await inLab(`iptables-restore -n <<'EOF'\n${rules.join('\n')}\nEOF`);
    const { targets } = await gradeBoth();
    expect(targets['ada']).toMatchObject({ outcome: 'not-passed', tally: { ungraded: 0 } });
    expect(targets['mallory']?.tally.max).toBe(targets['ada']?.tally.max);
    const traced = await bridgework('trace', 'host', 'http://192.168.1.50/', '--lab', 'mallory', '--json');
    expect(JSON.parse(traced.out)).toMatchObject({ version: 1 });
    await inLab('iptables -F; iptables -X');
  });

  it('with a log line of a megabyte that carries the look’s mark', async () => {
    // Whoever owns the servers sees each mark as soon as a request of the look has come.
    await inLab(`cd /run/bridgework/log
      line=$(head -c 1000000 /dev/zero | tr '\\0' '[')
      ( while :; do
          mark=$(cat *.access.log | grep -o 'bridgework=[0-9a-f]*-[0-9a-f]*' | tail -n 1)
          [ -z "$mark" ] || [ "$mark" = "$last" ] || { printf 'a b %s"GET /?%s \\n' "$line" "$mark" >>host.access.log; last=$mark; }
          sleep 0.05
        done ) >/dev/null 2>&1 </dev/null & echo $! >/run/mallory`);
    const { targets } = await gradeBoth();
    expect(targets['ada']).toMatchObject({ outcome: 'not-passed', tally: { ungraded: 0 } });
    await inLab('kill $(cat /run/mallory); rm -f /run/bridgework/log/host.access.log');
  });

  it('with output that is never the learner’s own: a control character in an alias', async () => {
    await inLab(`ip link set ens33 alias "$(printf 'a\\033[31m\\007b')"`);
    const { targets } = await gradeBoth();
    expect(targets['mallory']).toMatchObject({ outcome: 'not-passed', tally: { ungraded: 0 } });
  });
});

describe('what a lab says does not reach the terminal as it is', () => {
  it('in check, trace and grade, for people and as JSON', async () => {
    await inLab(`nft add table inet evil
      nft 'add chain inet evil c { type filter hook output priority 0; policy accept; }'
      nft "add rule inet evil c ip daddr 192.168.1.50 tcp dport 80 drop comment \\"$(printf '\\033[2J\\302\\233\\342\\200\\256x')\\""
      iptables -A OUTPUT -d 192.168.1.50 -m comment --comment "$(printf 'c\\033[1A\\342\\200\\256')" -j DROP`);
    for (const args of [
      ['check', '--lab', 'mallory'],
      ['check', '--lab', 'mallory', '--json'],
      ['trace', 'host', 'http://192.168.1.50/', '--lab', 'mallory'],
      ['trace', 'host', 'http://192.168.1.50/', '--lab', 'mallory', '--json'],
      ['trace', 'host', 'http://192.168.1.50/', '--lab', 'mallory', '--live'],
      ['topology', '--lab', 'mallory'],
      ['grade', '--lab', 'mallory'],
      ['evidence', 'verify', '/nowhere/\u001b[2J\u202e'],
      ['grade', '--roster', '/nowhere/\u001b[2J'],
    ]) {
      const { out, err } = await bridgework(...args);
      expect([args.join(' '), raw.exec(out)?.[0], raw.exec(err)?.[0]]).toEqual([args.join(' '), undefined, undefined]);
    }
  });
});

describe('a signal', () => {
  it('ends a grading at once, with what is done so far in the report', async () => {
    const file = join(home, 'report.json');
    const args = ['grade', '--lab', 'ada', '--lab', 'mallory', '--jobs', '1', '--format', `json=${file}`];
    const { child, done } = start(home, args);
    // The first result writes it.
    for (;;) {
      const there = await access(file).then(
        () => true,
        () => false,
      );
      if (there) break;
      await pause(20);
    }
    child.kill('SIGTERM');
    const { code } = await done;
    const { targets } = gradeDocument.parse(JSON.parse(await readFile(file, 'utf8')));
    const ends = targets.map(({ id, outcome, cause }) => [id, outcome, cause?.code]);
    expect(ends[0]).toEqual(['ada', 'not-passed', undefined]);
    // Between the signal and its effect the second look may have ended, too.
    if (code === 130) expect(ends[1]?.[0]).toBe('mallory');
    expect([130, 1]).toContain(code);
  });
});
