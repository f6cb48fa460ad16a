import { chmod, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../testing/one-host/lab.ts';
import type { Lab } from '../lab.ts';
import { upElsewhere } from '../testing/elsewhere.ts';
import { discardHome, scratchHome } from '../testing/scratch.ts';

const isRoot = process.getuid?.() === 0;
let home: string;
let plain: Lab;

beforeAll(async () => {
  home = await scratchHome();
  // What a link of /etc leads to must be there for the lab's root, too.
  await chmod(home, 0o755);
  plain = createSandbox({ name: 'plain', home });
  const up = await plain.up(() => {});
  if (!up.ok) throw new Error(JSON.stringify(up.error));
});
afterAll(() => discardHome(home));

async function inLab(lab: Lab, script: string): Promise<string> {
  const result = await lab.run(script, { timeoutMs: 20_000 });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.stdout;
}

test('all of /etc belongs to the lab’s root, who may edit it and delete it, and the machine’s stays', async () => {
  const before = await readFile('/etc/hosts', 'utf8');
  const output = await inLab(
    plain,
    `find /etc ! -user 0 -o ! -group 0 | head
    [ "$(find /etc -type f | wc -l)" -gt 50 ] || echo 'hardly anything was copied'
    [ -e /etc/ld.so.conf ] && [ -e /etc/debian_version ] || echo 'the machine’s are missing'
    getent hosts outside | awk '{ print $1 }'
    echo net.ipv4.ip_forward=0 >>/etc/sysctl.conf && tail -n 1 /etc/sysctl.conf
    rm -rf /etc/* && ls /etc`,
  );
  expect(output).toBe('192.168.1.50\nnet.ipv4.ip_forward=0\n');
  expect(await readFile('/etc/hosts', 'utf8')).toBe(before);
  await plain.down();
  expect((await plain.up(() => {})).ok).toBe(true);
  expect(await inLab(plain, 'cat /etc/hostname; wc -l </etc/passwd')).toBe('host\n2\n');
});

test('what not everybody on this machine may read is not in the lab', async () => {
  const closed = ['shadow', 'gshadow', 'sudoers', 'ssl/private', 'ssh/ssh_host_ed25519_key', 'ssh/ssh_host_rsa_key'];
  expect(await inLab(plain, `cd /etc; ls -d ${closed.join(' ')} 2>/dev/null; find . ! -type l ! -perm -004`)).toBe('');
});

/** A machine with an /etc in which everything is odd. `$precious` is a folder of the machine, outside of /etc. */
const hostile = (precious: string): string => `
  umask 022
  mkdir -p ${precious}; echo precious >${precious}/hosts
  cp -R -P /etc/alternatives ${precious}; ln -sf /usr/sbin/xtables-nft-multi ${precious}/alternatives/iptables
  mount -t tmpfs none /mnt
  mkdir /mnt/etc; cp -R -P --preserve=mode /etc/. /mnt/etc 2>/dev/null || :
  cd /mnt/etc
  for own in hosts resolv.conf alternatives hostname; do rm -rf $own; done
  echo 1 >"$(printf 'new\\nline')"; echo 2 >'back\\nslash'; echo 3 >-rf; echo 4 >'--checkpoint-action=exec=false'; mkdir ' blank '; echo 5 >' blank / * '"'" 2>/dev/null || echo 5 >' blank /*'
  printf 6 >"$(printf '\\377\\201')"
  ln -s two one; ln -s one two; ln -s . self; ln -s /etc/shadow link-to-secret
  ln -s ${precious}/alternatives alternatives; ln -s ${precious}/hosts hosts; mkdir resolv.conf
  mkfifo pipe; truncate -s 2G sparse; head -c 1100000 /dev/zero >large; head -c 1000000 /dev/zero >fits
  echo secret >closed; chmod 640 closed; mkdir keys; echo secret >keys/open-inside; chmod 750 keys
  echo 7 >program; chmod 4755 program; mkdir read-only; echo 8 >read-only/file; chmod 555 read-only
  ln fits linked
  deep=deep; mkdir deep; i=0; while [ $i -lt 40 ]; do deep=$deep/$(printf %0100d $i); i=$((i + 1)); done; mkdir -p $deep 2>/dev/null || :
  mkdir 0 0/heap; i=0; while [ $i -lt 75 ]; do head -c 1000000 /dev/zero >0/heap/$i; i=$((i + 1)); done
  : >hostname; mkdir mounted; cd /
  mount --bind /mnt/etc /etc
  echo engine >/mnt/hostname; mount --bind /mnt/hostname /etc/hostname
  mount -t tmpfs none /etc/mounted; echo secret >/etc/mounted/secret`;

const seen = `cd /etc
  cat "$(printf 'new\\nline')" 'back\\nslash' ./-rf './--checkpoint-action=exec=false'
  cat ' blank /'*; cat "$(printf '\\377\\201')"; echo
  readlink one self link-to-secret | tr '\\n' ' '; echo
  [ -e ld.so.conf ] || echo 'the heap kept it out'; [ $(du -sm . | cut -f 1) -lt 70 ] || echo 'not bounded'
  for name in pipe sparse large closed keys mounted/secret nonsense; do [ -e $name ] && echo "has $name"; done
  stat -c '%n %s %a' fits linked program | tr '\\n' ';'; echo
  echo 9 >>read-only/file && tr '\\n' ' ' <read-only/file; echo
  cat hostname resolv.conf; grep -c host hosts; [ -L alternatives ] || ls alternatives | grep -c '^iptables$'
  find . ! -user 0 | head; docker ps -q`;

const expected = [
  '1\n2\n3\n4\n5\n6',
  'two . /etc/shadow ',
  'fits 1000000 644;linked 1000000 644;program 2 755;',
  '8 9 ',
  'host\nnameserver 192.168.1.1\n3\n1\n',
].join('\n');

// `root`: the lab's root is nobody on this machine. `user`: the lab has a single id, that of whoever reads.
describe.each(isRoot ? (['root', 'user'] as const) : (['user'] as const))('an odd /etc, seen as %s', (as) => {
  test('odd names, links, pipes, large and closed files, mounts below: what can be copied is, and nothing else', async () => {
    const precious = join(home, `precious-${as}`);
    const name = `odd-${as}`;
    // The look is from inside: to whoever reads from here, the lab's processes are strangers.
    expect(await upElsewhere({ name, home, setup: hostile(precious), as })).toBe('up');
    const lab = createSandbox({ name, home });
    expect(await inLab(lab, seen)).toBe(expected);
    expect(await readlink(join(precious, 'alternatives/iptables'))).toBe('/usr/sbin/xtables-nft-multi');
    expect(await readFile(join(precious, 'hosts'), 'utf8')).toBe('precious\n');
    await lab.down();
  });

  test('an /etc that changes all the time is copied as far as it stands still', async () => {
    const setup = `mount -t tmpfs none /mnt; mkdir /mnt/etc; cp -R -P --preserve=mode /etc/. /mnt/etc 2>/dev/null || :; mount --bind /mnt/etc /etc
      mkdir /etc/moving; echo here >/etc/firm`;
    // As long as the file is there: nothing may go on when the test does not.
    const goOn = join(home, `moving-${as}`);
    await writeFile(goOn, '');
    const launch = `( while [ -e ${goOn} ]; do
        mkdir -p /etc/moving/a/b; echo x >>/etc/moving/a/b/c; mv /etc/moving/a /etc/moving/z; rm -rf /etc/moving/z; mkfifo /etc/moving/c; rm /etc/moving/c
      done ) >/dev/null 2>&1 & "$@"`;
    const name = `moving-${as}`;
    const output = await upElsewhere({ name, home, setup, as, launch }).finally(() => rm(goOn));
    expect(output).toBe('up');
    const lab = createSandbox({ name, home });
    expect(await inLab(lab, 'cat /etc/firm; cat /etc/hostname')).toBe('here\nhost\n');
    await lab.down();
  });
});

// An overlay of one's own on /usr wants root.
const asRoot: (name: string, body: () => Promise<void>) => void = isRoot ? test : () => {};

asRoot('ufw has the rules that its package ships, not those of this machine', async () => {
  const setup = `
    mount -t tmpfs none /mnt
    mkdir -p /mnt/etc/ufw /mnt/up/share/ufw/iptables /mnt/work; cp -R -P --preserve=mode /etc/. /mnt/etc
    echo '### of the package' | tee /mnt/up/share/ufw/iptables/before.rules >/mnt/up/share/ufw/iptables/user.rules
    echo '### of the machine' >/mnt/etc/ufw/user.rules; chmod 640 /mnt/etc/ufw/user.rules
    mount -t overlay -o lowerdir=/usr,upperdir=/mnt/up,workdir=/mnt/work overlay /usr
    mount --bind /mnt/etc /etc`;
  expect(await upElsewhere({ name: 'ufw', home, setup, as: 'root' })).toBe('up');
  const lab = createSandbox({ name: 'ufw', home });
  const script =
    'cd /etc/ufw; cat *.rules; echo "### mine" >>user.rules && tail -n 1 user.rules; rm -rf /etc/ufw && ls /etc/ufw 2>/dev/null';
  expect(await inLab(lab, script)).toBe('### of the package\n### of the package\n### mine\n');
  await lab.down();
});
