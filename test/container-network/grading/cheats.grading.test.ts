import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { allChecks } from '../../../checks/index.ts';
import { course } from '../../../lessons/course.ts';
import { defaultParams } from '../../../lessons/params/params.ts';
import { createSandbox } from '../../../lessons/testing/lab.ts';
import { sourceCommands } from '../../../lessons/testing/source-commands.ts';
import { scene } from '../../../lessons/testing/taught.ts';
import { checksOfSteps } from '../../../src/course/graph.ts';
import { sealed, unsealed } from '../../../src/grade/evidence/chain.ts';
import type { TargetLook } from '../../../src/grade/grade.ts';
import { regrade, surveyEvidence } from '../../../src/grading/evidence/regrade.ts';
import { createStore, type EvidenceStore } from '../../../src/grading/evidence/store.ts';
import { lookAtTarget } from '../../../src/grading/remote/look.ts';
import { grading, newKey } from '../../../src/grading/testing/captured.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { createRemote } from '../../../src/lab/ssh/remote.ts';
import { discardHome, scratchHome } from '../../../src/lab/testing/scratch.ts';
import { ownEtc, type SshMachines, sshMachines } from '../../../src/lab/testing/sshd.ts';

/**
 * What a student with root can do to look better than they are, on a machine where c1 and c2 are wired, but the firewall does
 * not let them talk. Which of it is caught, and what cannot be, stands in docs/integrity.md; both are held here.
 */
let home: string;
let folder: string;
let machines: SshMachines;
let lab: Lab;
let store: EvidenceStore;
const key = newKey();

const sh = async (script: string): Promise<string> => {
  const ran = await lab.run(script, { timeoutMs: 60_000 });
  if (!ran.ok || ran.value.exitCode !== 0) throw new Error(JSON.stringify(ran));
  return ran.value.stdout;
};

beforeAll(async () => {
  home = await scratchHome();
  folder = await mkdtemp(join(tmpdir(), 'bridgework-cheats-'));
  machines = await sshMachines();
  store = createStore({ folder, key, grading });
  lab = createSandbox({ name: 'vm', home });
  const up = await lab.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
  await sh(`set -e\n${sourceCommands('iptables -I FORWARD')}\ncp -a /root /root.clean`);
  await machines.lab('vm', lab, ['PermitUserEnvironment yes']);
  await machines.lab('mallory', lab);
  await machines.lab('replay', lab, ['ForceCommand cat /root/answer; sleep 30']);
  await machines.lab('pam', lab, ['UsePAM yes', 'PermitUserEnvironment yes']);
  await machines.lab('setenv', lab, [
    'SetEnv PATH=/root/bin BASH_ENV=/root/env.sh ENV=/root/env.sh LD_PRELOAD=/root/x.so',
  ]);
  await machines.lab('forced', lab, [
    'ForceCommand . /root/env.sh; PATH=/root/bin:$PATH /bin/bash -c "$SSH_ORIGINAL_COMMAND"',
  ]);
  await machines.lab('forge', lab, ['ForceCommand /bin/sh /root/forge']);
});
afterEach(async () => {
  // Whatever the cheat was.
  await sh(`for file in /tmp/cheat/*.pid; do [ -e "$file" ] && kill -9 $(cat "$file"); done 2>/dev/null
    for place in /usr/sbin/nft /etc/profile.d /usr/local/bin /usr/local/sbin; do umount $place 2>/dev/null; done
    umount /etc/passwd 2>/dev/null; [ ! -e /etc/.own ] || umount -l /etc /tmp/cheat/etc
    rm -rf /root /tmp/cheat; cp -a /root.clean /root; mkdir -p /tmp/cheat
    sleep 0.3; iptables -F FORWARD; iptables -t nat -F`);
});
afterAll(async () => {
  await machines?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
  if (home) await discardHome(home);
});

const checks = checksOfSteps(allChecks, ['forward-bridge']);

async function graded(name = 'vm'): Promise<TargetLook> {
  const place = createRemote(`ssh://${name}`, { host: name }, machines.settings);
  try {
    const target = { id: name, place: place.name };
    const signal = AbortSignal.timeout(100_000);
    return await lookAtTarget({
      target,
      place,
      checks,
      params: defaultParams,
      staging: course,
      signal,
      store,
      now: Date.now,
    });
  } finally {
    await place.close();
  }
}

/** What a grade would say: the verdicts of the step, or why there are none. */
async function reported(name?: string): Promise<string> {
  const look = await graded(name);
  if (!look.looked) return look.cause.code;
  const own = look.results.filter(({ check }) => check.step === 'forward-bridge' && check.kind);
  return own.map(({ check, verdict }) => `${check.id} ${verdict.verdict}`).join(', ');
}

const nothingDone = 'forward-bridge-accept fail, c1-reaches-c2 fail, c2-reaches-c1 fail';
const done = nothingDone.replaceAll('fail', 'pass');
const rule = 'iptables -I FORWARD -i br0 -o br0 -j ACCEPT';
/** Runs on, until the test has ended. */
const daemon = (name: string, script: string): string =>
  `mkdir -p /tmp/cheat; cat >/tmp/cheat/${name} <<'CHEAT'\n${script}\nCHEAT\nsetsid sh /tmp/cheat/${name} </dev/null >/dev/null 2>&1 & echo $! >/tmp/cheat/${name}.pid`;
/** Not sh, without which the test itself could not get in. */
const programs = [
  'docker',
  'wget',
  'ip',
  'iptables',
  'iptables-save',
  'conntrack',
  'nft',
  'curl',
  'nsenter',
  'sudo',
  'id',
];

test('honest: without the rule it fails, with it it passes', async () => {
  expect(await reported()).toBe(nothingDone);
  await sh(rule);
  expect(await reported()).toBe(done);
});

/** Programs that say that all is well, for whoever finds them. */
const ownPrograms = `mkdir -p /root/bin /tmp/cheat; for p in ${programs.join(' ')}; do
  printf '#!/bin/sh\necho "-A FORWARD -i br0 -o br0 -j ACCEPT"; echo Welcome to nginx!; exit 0\n' >/root/bin/$p; chmod 755 /root/bin/$p; done
  { for p in ${programs.join(' ')}; do echo "$p() { echo 'Welcome to nginx!'; return 0; }; export -f $p 2>/dev/null || :"; done; } >/root/env.sh`;

describe('caught: what sshd does for the user gains nothing', () => {
  test('variables by sshd_config (SetEnv)', async () => {
    await sh(ownPrograms);
    expect(await reported('setenv')).toBe(nothingDone);
  });

  test('a forced command that sets functions and PATH, and then does what was asked', async () => {
    await sh(ownPrograms);
    expect(await reported('forced')).toBe(nothingDone);
  });

  test('variables by PAM: /etc/environment', async () => {
    await sh(`${ownPrograms}
      ${ownEtc('/tmp/cheat/etc')}
      printf 'PATH=/root/bin:/usr/bin\\nBASH_ENV=/root/env.sh\\nENV=/root/env.sh\\nLD_PRELOAD=/root/none.so\\nDOCKER_HOST=tcp://127.0.0.1:1\\n' >/etc/environment
      # A user namespace has no login uid.
      sed -i 's/^\\(session.*\\)required\\(.*pam_loginuid\\)/\\1optional\\2/' /etc/pam.d/sshd`);
    expect(await reported('pam')).toBe(nothingDone);
  });

  test('~/.ssh/rc, which sshd runs before anything else, and which prints what looks like an answer', async () => {
    await sh(`${ownPrograms}; mkdir -p /root/.ssh
      printf '/usr/bin/touch /tmp/cheat/rc-ran; PATH=/root/bin; export PATH; echo "0123456789abcdef begin"; echo cm91bmQgMQo=; echo "0123456789abcdef end"; printf "\\nffffffffffffffffffffffff 0\\n"\n' >/root/.ssh/rc`);
    expect(await reported()).toBe(nothingDone);
    expect(await sh('ls /tmp/cheat/rc-ran')).toContain('rc-ran');
  });

  test('a login shell of their own, with PATH, functions and a preloaded library', async () => {
    await sh(`${ownPrograms}
      printf '#!/bin/bash\nexport PATH=/root/bin:/usr/bin:/bin LD_PRELOAD=/root/none.so BASH_ENV=/root/env.sh\ntouch /tmp/cheat/shell-ran\n. /root/env.sh\nexec /bin/bash "$@"\n' >/root/shell; chmod 755 /root/shell
      sed 's#^\\(root:.*:\\)[^:]*$#\\1/root/shell#' /etc/passwd >/tmp/cheat/passwd; mount --bind /tmp/cheat/passwd /etc/passwd`);
    expect(await reported()).toBe(nothingDone);
    expect(await sh('ls /tmp/cheat/shell-ran')).toContain('shell-ran');
  });
});

describe('caught: a forged frame is no answer', () => {
  // Reads the scripts as they come, and answers each: it knows the nonce and the mark.
  const forging = (answer: string): string => `cat >/root/forge <<'FORGE'
while IFS= read -r line; do
  case $line in
    BW_NONCE=*) nonce=\${line#BW_NONCE=} ;;
    printf*%s*%s*) set -- $line; echo "$4" >&2
      ${answer}
      printf '\n%s 0\n' "$4" ;;
  esac
done
FORGE`;
  test.each([
    [
      'with a nonce of its own',
      'echo "0123456789abcdef begin"; printf "round 1\nbefore 1 1\nafter 1 1\nsizes\nbytes\n" | base64; echo "0123456789abcdef end"',
    ],
    ['that is no base64', 'echo "$nonce begin"; echo "!!!! all is well"; echo "$nonce end"'],
    ['cut off', 'echo "$nonce begin"; printf "round 1\nbefore 1 1\nafter 1 1\n" | base64'],
    [
      'whose sizes are not those of its bytes',
      'echo "$nonce begin"; printf "round 1\nbefore 1 1\nafter 1 1\n0 0 1 2\nsizes\n99 0.out\n0 0.err\nbytes\nx" | base64; echo "$nonce end"',
    ],
    [
      'without what was asked',
      'echo "$nonce begin"; printf "round 1\nbefore 1 1\nafter 1 1\nsizes\nbytes\n" | base64; echo "$nonce end"',
    ],
  ])('%s', async (_, answer) => {
    await sh(forging(answer));
    expect(await reported('forge')).toBe('lying');
  });
});

describe('caught: nothing is gained', () => {
  test.each([
    [
      'programs of their own in every folder of PATH',
      `set -e; mount -t tmpfs none /usr/local/bin; mount -t tmpfs none /usr/local/sbin; mkdir /root/bin
      for d in /usr/local/bin /usr/local/sbin /root/bin; do for p in ${programs.join(' ')}; do
        printf '#!/bin/sh\\necho "-A FORWARD -i br0 -o br0 -j ACCEPT"; echo Welcome to nginx!; exit 0\\n' >$d/$p; chmod 755 $d/$p; done; done
      for f in .bashrc .profile .bash_profile; do echo 'export PATH=/root/bin:/usr/local/bin:$PATH' >/root/$f; done
      mkdir -p /root/.ssh; echo PATH=/root/bin:/usr/local/bin >/root/.ssh/environment`,
    ],
    [
      'aliases and functions in profile files, exported too',
      `{ for p in ${programs.join(' ')} env exec command test read printf cat; do echo "$p() { echo 'Welcome to nginx!'; return 0; }; export -f $p; alias $p=true"; done; } >/root/.bashrc
      cp /root/.bashrc /root/.profile; mount -t tmpfs none /etc/profile.d; cp /root/.bashrc /etc/profile.d/cheat.sh`,
    ],
    [
      'an environment that makes shells read a file and load a library',
      `echo 'ip() { echo "[]"; }; nft() { echo "{}"; }' >/root/env.sh; mkdir -p /root/.ssh
      printf 'BASH_ENV=/root/env.sh\\nENV=/root/env.sh\\nLD_PRELOAD=/root/none.so\\nDOCKER_HOST=tcp://127.0.0.1:1\\nhttp_proxy=http://127.0.0.1:1\\n' >/root/.ssh/environment`,
    ],
    [
      'a profile that prints what looks like an answer',
      `printf 'echo "0123456789abcdef begin"; echo cm91bmQgMQo=; echo "0123456789abcdef end"; echo; echo "ffffffffffffffffffffffff 0"\\n' >/root/.bashrc`,
    ],
    [
      'a web server that answers every URL, with everything sent to it',
      `${daemon('static', `while :; do printf 'HTTP/1.0 200 OK\\r\\n\\r\\nWelcome to nginx!' | timeout 5 busybox nc -l -p 8099; done`)}
      iptables -t nat -A PREROUTING -i br0 -p tcp --dport 80 -j REDIRECT --to-ports 8099`,
    ],
    [
      'the same, and lines of earlier requests in the log of c2',
      `log=$(docker inspect -f '{{.LogPath}}' c2); for n in 1 2 3; do echo '{"log":"172.18.0.2 - - [01/Jan/2026:00:00:00 +0000] \\"GET /?bridgework=0123456789abcdef-00000000 HTTP/1.1\\" 200 612\\n","stream":"stdout","time":"2026-01-01T00:00:00Z"}' >>$log; done
      ${daemon('static', `while :; do printf 'HTTP/1.0 200 OK\\r\\n\\r\\nWelcome to nginx!' | timeout 5 busybox nc -l -p 8099; done`)}
      iptables -t nat -A PREROUTING -i br0 -p tcp --dport 80 -j REDIRECT --to-ports 8099`,
    ],
  ])('%s', async (_, prepare) => {
    await sh(prepare);
    expect(await reported()).toBe(nothingDone);
  });
});

describe('caught: nothing is graded, and it says why', () => {
  test('two halves of a rule set that take turns: what no one configuration does is never seen', async () => {
    const half = (one: string): string =>
      `iptables-restore --noflush <<R\n*filter\n-F FORWARD\n-A FORWARD -i br0 -o br0 -p tcp -s ${one} --dport 80 -j ACCEPT\n-A FORWARD -i br0 -o br0 -p tcp -d ${one} --sport 80 -j ACCEPT\nCOMMIT\nR`;
    await sh(daemon('flip', `while :; do\n${half('172.18.0.2')}\nsleep 0.2\n${half('172.18.0.3')}\nsleep 0.2\ndone`));
    // Which of the two is there when nothing changes for long enough is chance.
    expect(await reported()).toMatch(/^restless$|fail/);
  });

  test('rules that are there only while a request of ours is on its way', async () => {
    await sh(
      daemon(
        'timed',
        `while :; do
          if ps -e -o args | grep -q '^curl .*bridgework='; then ${rule}; while ps -e -o args | grep -q '^curl .*bridgework='; do sleep 0.1; done; iptables -D FORWARD -i br0 -o br0 -j ACCEPT; fi
          sleep 0.05; done`,
      ),
    );
    expect(await reported()).toBe('restless');
  });

  test('the same, with whoever listens to the kernel ended', async () => {
    await sh(
      daemon(
        'deafen',
        `while :; do for p in $(ps -e -o pid,args | sed -n 's/^ *\\([0-9]*\\) .*ip -o monitor.*/\\1/p'); do kill $p; done; sleep 0.1; done`,
      ),
    );
    expect(await reported()).toBe('restless');
  });

  test('an answer that was recorded earlier', async () => {
    await sh(rule);
    const place = createRemote('ssh://vm', { host: 'vm' }, machines.settings);
    const { planProof } = await import('../../../src/round/index.ts');
    const { needsOfLook } = await import('../../../src/look/sight.ts');
    const ran = await place.run(planProof(needsOfLook(checks, scene)).script, { timeoutMs: 60_000 });
    await place.close();
    if (!ran.ok) throw new Error(ran.error.code);
    await sh(`cat >/root/answer <<'ANSWER'\n${ran.value.stdout}\nANSWER`);
    const early = createRemote('ssh://replay', { host: 'replay' }, machines.settings);
    const target = { id: 'replay', place: early.name };
    const signal = AbortSignal.timeout(8_000);
    const look = await lookAtTarget({
      target,
      place: early,
      checks,
      params: defaultParams,
      staging: course,
      signal,
      now: Date.now,
    });
    await early.close();
    expect(look.looked ? 'looked' : look.cause.code).toBe('lying');
  });

  test("a name that leads to another student's finished machine", async () => {
    await sh(rule);
    const [vm, mallory] = [await graded('vm'), await graded('mallory')];
    const marks = [vm, mallory].map((look) => (look.looked ? look.marks : undefined));
    expect(marks[0]).toEqual(marks[1]);
    expect(Object.keys(marks[0] ?? {}).sort()).toEqual(['machine', 'state']);
  });

  test("another student's evidence: copied, edited, signed anew", async () => {
    await sh(rule);
    const look = await graded('vm');
    const file = look.looked ? (look.evidence?.file ?? '') : '';
    const content = await readFile(file, 'utf8');
    const [copied, edited, resigned] = ['copied', 'edited', 'resigned'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await copyFile(file, copied);
    await writeFile(edited, content.replaceAll('"id":"vm"', '"id":"bob"'));
    const opened = unsealed(content, [key.publicKey]);
    const records = opened.ok ? opened.value.records : [];
    await writeFile(
      resigned,
      sealed(JSON.parse(JSON.stringify(records).replaceAll('"id":"vm"', '"id":"bob"')), newKey()),
    );
    const survey = await surveyEvidence([file, copied, edited, resigned], [key.publicKey], course);
    const codes = [];
    for (const one of [file, copied, edited, resigned]) {
      const refusal = survey.refusalOf(one);
      const { look: again } = refusal
        ? { look: refusal }
        : await regrade(one, survey.targetOf(one), [key.publicKey], checks, course);
      codes.push(again.looked ? 'looked' : again.cause.code);
    }
    expect(codes).toEqual(['looked', 'replayed', 'tampered', 'untrusted']);
  });
});

describe('not caught, or only in part: as docs/integrity.md says', () => {
  test("a system's own program that lies about state does not change what traffic does", async () => {
    await sh(`set -e; mkdir -p /tmp/cheat; cp /usr/sbin/nft /tmp/cheat/nft.real
      cat >/tmp/cheat/nft <<'SHIM'
#!/bin/sh
case "$*" in
  '-j list ruleset') /tmp/cheat/nft.real "$@" | sed 's/"policy": *"drop"/"policy": "accept"/g' ;;
  *) exec /tmp/cheat/nft.real "$@" ;;
esac
SHIM
      chmod 755 /tmp/cheat/nft; mount --bind /tmp/cheat/nft /usr/sbin/nft; nft -j list ruleset | grep -q '"policy": *"accept"'`);
    expect(await reported()).toMatch(/c1-reaches-c2 (fail|blocked), c2-reaches-c1 (fail|blocked)$/);
  });

  test('what is put right for as long as somebody looks, whoever does it, is right', async () => {
    await sh(rule);
    expect(await reported()).toBe(done);
  });
});
