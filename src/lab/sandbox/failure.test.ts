import { expect, test } from 'vitest';
import { langs } from '../../i18n/lang.ts';
import { translator } from '../../i18n/translate.ts';
import { asFailure } from '../shared/failure.ts';
import type { ContainerFacts } from './container.ts';
import { failures } from './failure.ts';

const plain: ContainerFacts = {
  engine: 'docker',
  sight: { proc: false, sys: false },
  filtered: true,
  confined: true,
  granted: false,
  isRoot: true,
};

const all = [
  failures.badName('../x'),
  failures.busy('a'),
  failures.notUp('a'),
  failures.noSuchNode('$(id)'),
  failures.cancelled(),
  failures.missingPrograms(['dockerd', 'brctl'], 'sudo apt-get install docker.io bridge-utils'),
  failures.missingPrograms(['dockerd', 'brctl'], undefined),
  failures.imagePackage('apt-get download nginx: no'),
  failures.imagePrograms(['nginx', 'dnsmasq', 'busybox'], 'sudo dnf install nginx-core dnsmasq busybox'),
  failures.notDocker(
    { file: '/usr/bin/docker', is: 'podman' },
    ['dockerd', 'docker'],
    'sudo apt-get install docker.io',
  ),
  failures.notDocker({ file: '/snap/bin/docker', is: 'snap' }, ['docker'], undefined),
  failures.noUserns(),
  failures.usernsSwitchedOff(),
  failures.apparmor(),
  failures.chroot(),
  failures.coveredContainer(),
  failures.container(plain),
  failures.container(plain, "pivot_root: failed to change root from `.' to `.old': Operation not permitted"),
  failures.usernsRefused('unshare failed: Operation not permitted'),
  failures.idMap('newuidmap: write to uid_map failed'),
  failures.kernel('overlay', 'overlay'),
  failures.diskFull('/home', 12),
  failures.filesFull('/home', 12),
  failures.stateFileSystem('/mnt/c/Users/somebody/bridgework', '9p'),
  failures.stateFolder('/home', 'EACCES'),
  failures.view('mount: refused'),
  failures.network('x'),
  failures.engine('y'),
  failures.image('z'),
  failures.died(''),
  failures.stuck(123456),
];

test.each(langs)('every refusal says something of at most 200 characters in %s', (lang) => {
  const translate = translator(lang);
  for (const { text, code } of all) {
    const words = translate(text);
    expect(words.length, code).toBeLessThanOrEqual(200);
    expect(words, code).not.toMatch(/[{}]/);
  }
});

test('somebody else’s words are cut to the line that tells why', () => {
  const { text } = failures.engine(`failed to start daemon: no disk\nlast words\n`);
  expect(text.values?.['detail']).toBe('failed to start daemon: no disk');
});

test('a file system that refuses is a failure, a bug stays a bug', () => {
  const refused = (code: string): Error => Object.assign(new Error(code), { code, path: '/state' });
  expect(asFailure(refused('ENOSPC'), '/x').code).toBe('disk-full');
  expect(asFailure(refused('EACCES'), '/x')).toMatchObject({ code: 'state-folder', fix: 'ls -ld /state' });
  expect(() => asFailure(new TypeError('bug'), '/x')).toThrow('bug');
  expect(() => asFailure(refused('ERR_INVALID_ARG_TYPE'), '/x')).toThrow();
});
