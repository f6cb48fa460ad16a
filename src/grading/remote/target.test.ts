import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTarget, shownTarget, targetWord } from './target.ts';

const read = (word: string) => {
  const target = readTarget(word);
  return target.ok ? target.value : target.error.id;
};

test.each([
  ['ssh://vm07', { host: 'vm07' }],
  ['ssh://root@vm07.class.example:2222', { host: 'vm07.class.example', user: 'root', port: 2222 }],
  ['ssh://u_1-x.y@10.0.0.1/', { host: '10.0.0.1', user: 'u_1-x.y' }],
  ['ssh://[2001:db8::1]:22', { host: '2001:db8::1', port: 22 }],
])('%s', (word, target) => {
  expect(read(word)).toEqual(target);
});

test.each([
  ['vm07', 'remote.target.shape'],
  ['http://vm07', 'remote.target.shape'],
  ['ssh://vm07/etc/passwd', 'remote.target.shape'],
  ['ssh://vm07?x', 'remote.target.shape'],
  ['ssh://', 'remote.target.host'],
  ['ssh://-oProxyCommand=reboot', 'remote.target.host'],
  ['ssh://root@-oProxyCommand=reboot', 'remote.target.host'],
  ['ssh://-oProxyCommand=reboot@vm', 'remote.target.user'],
  ['ssh://-l@vm', 'remote.target.user'],
  ['ssh://a;reboot@vm', 'remote.target.user'],
  ['ssh://vm$(reboot)', 'remote.target.host'],
  ['ssh://vm%h', 'remote.target.host'],
  ['ssh://v m', 'remote.target.host'],
  ['ssh://vm\nHost *', 'remote.target.host'],
  ['ssh://[vm]', 'remote.target.host'],
  ['ssh://[fe80::1%eth0]', 'remote.target.host'],
  ['ssh://2001:db8::1', 'remote.target.port'],
  ['ssh://vm:0', 'remote.target.port'],
  ['ssh://vm:65536', 'remote.target.port'],
  ['ssh://vm:', 'remote.target.port'],
  ['ssh://vm:22x', 'remote.target.port'],
  ['ssh://root:hunter2@vm', 'remote.target.password'],
])('%j is refused', (word, id) => {
  expect(read(word)).toBe(id);
});

test('a refusal never repeats what could be a password', () => {
  for (const word of ['ssh://root:hunter2@vm', 'ssh://root:hunter2@', 'root:hunter2@vm', 'ssh://root:hunter2@vm:x y'])
    expect(JSON.stringify(readTarget(word))).not.toContain('hunter2');
});

test('no target ever begins like an option or holds a sign of a shell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (host, user) => {
      const target = readTarget(`ssh://${user}@${host}`);
      if (!target.ok) return;
      for (const value of [target.value.host, target.value.user ?? '']) expect(value).toMatch(/^[\w:][\w.:-]*\$?$/);
      expect(readTarget(targetWord(target.value))).toEqual(target);
    }),
  );
  expect(shownTarget(`ssh://${'x'.repeat(100)}`)).toHaveLength(60);
});
