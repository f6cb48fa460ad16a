import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOf, hostKeyIn, hungUp } from './failure.ts';
import { collect } from './shell.ts';
import { sshCommand } from './ssh-command.ts';

describe('argv', () => {
  const plan = { ssh: '/usr/bin/ssh', log: '/tmp/x/log', settings: { hostKeys: 'strict', connectSeconds: 7 } } as const;

  test('what we say wins over ssh_config, and the host comes after --', () => {
    const { args } = sshCommand({
      ...plan,
      target: { host: 'vm07', port: 2222, user: 'root', identityFile: '/k e y' },
    });
    const at = args.indexOf('--');
    expect(args.slice(at + 1, -1)).toEqual(['vm07']);
    for (const option of [
      'BatchMode=yes',
      'StrictHostKeyChecking=yes',
      'ForwardAgent=no',
      'PermitLocalCommand=no',
      'ConnectTimeout=7',
    ])
      expect(args[args.indexOf(option) - 1]).toBe('-o');
    expect(args.slice(args.indexOf('-p'), args.indexOf('-p') + 4)).toEqual(['-p', '2222', '-l', 'root']);
    expect(args).toContain('IdentityFile="/k e y"');
  });

  test('the environment goes to ssh without our own settings', () => {
    process.env['BRIDGEWORK_TEST_SECRET'] = 'hunter2';
    const command = sshCommand({ ...plan, target: { host: 'vm' } });
    delete process.env['BRIDGEWORK_TEST_SECRET'];
    expect(JSON.stringify(command)).not.toContain('hunter2');
    expect(command.env['LC_ALL']).toBe('C');
  });
});

describe('output up to the mark', () => {
  const mark = 'f'.repeat(24);

  test('however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.nat(255),
        fc.array(fc.integer({ min: 1, max: 9 })),
        (words, code, cuts) => {
          fc.pre(!words.includes(mark));
          const all = Buffer.from(`${words}\n${mark} ${code}\n`);
          const output = collect(mark, 1e6);
          let end: ReturnType<typeof output.add>;
          for (let [at, turn] = [0, 0]; at < all.length; turn++) {
            const length = cuts[turn % Math.max(1, cuts.length)] ?? 5;
            end = output.add(all.subarray(at, at + length));
            at += length;
          }
          expect(end).toEqual({ ended: 'exited', exitCode: code });
          expect(output.text()).toBe(Buffer.from(words).toString());
        },
      ),
    );
  });

  test('more than a machine may say ends it', () => {
    const output = collect(mark, 100);
    expect(output.add(Buffer.alloc(60))).toBeUndefined();
    expect(output.add(Buffer.alloc(60))).toEqual({ ended: 'too-much' });
  });
});

describe('why there is no answer', () => {
  const code = (more: Partial<Parameters<typeof failureOf>[0]>): string =>
    failureOf({ name: 'ssh://vm', log: '', stderr: '', exitCode: 255, ...more }).code;

  test.each([
    [
      'No ED25519 host key is known for vm and you have requested strict checking.\nHost key verification failed.',
      'host-key',
    ],
    ['@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.', 'host-key'],
    ['root@vm: Permission denied (publickey).', 'refused'],
    ['ssh: connect to host vm port 22: Connection refused', 'unreachable'],
    ['kex_exchange_identification: Connection closed by remote host', 'unreachable'],
  ])('%s', (log, expected) => {
    expect(code({ log })).toBe(expected);
  });

  test('what the machine prints cannot pass for what ssh says', () => {
    const stderr = 'root@vm: Permission denied (publickey).';
    expect([code({ stderr }), code({ stderr, exitCode: 1 })]).toEqual(['ended', 'ended']);
    expect(code({ stderr: 'sudo: a password is required', exitCode: 1 })).toBe('no-root');
  });

  test('its words fit into one line, without anything that a terminal obeys', () => {
    const { text } = failureOf({
      name: 'x',
      log: '',
      stderr: `\u001b]0;x\u0007\u009b2J\u202e${'y'.repeat(500)}`,
      exitCode: 1,
    });
    expect(String(text.values?.['detail'])).toMatch(/^[\x20-\x7e\u2026]{1,140}$/);
  });

  test.each([
    ['kex_exchange_identification: Connection closed by remote host\nConnection closed by 10.0.0.7 port 22', '', true],
    ['kex_exchange_identification: read: Connection reset by peer\nConnection reset by 10.0.0.7 port 22', '', true],
    // OpenSSH 10.6, directly and through a jump host.
    ['Connection closed by 10.0.0.7 port 22', '', true],
    ['Connection closed by UNKNOWN port 65535\r', '', true],
    ['Connection reset by 10.0.0.7 port 22', '', true],
    [
      'Connection closed by UNKNOWN port 65535',
      'channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed',
      false,
    ],
    ['Connection to 10.0.0.7 closed by remote host.', '', false],
    // Through a jump host that could not reach the machine, or would not let us in.
    [
      'kex_exchange_identification: Connection closed by remote host',
      'channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed',
      false,
    ],
    [
      'kex_exchange_identification: Connection closed by remote host',
      'root@jump: Permission denied (publickey).',
      false,
    ],
    ['ssh: connect to host vm port 22: Connection refused', '', false],
    ['Host key fingerprint is SHA256:cH09gwGavoeFRm5abcdefgh1234567890ABCDEFGHIJ\nkex_exchange: closed', '', false],
    [
      'Host key fingerprint is: SHA256:cH09gwGavoeFRm5abcdefgh1234567890ABCDEFGHIJ\nConnection closed by 10.0.0.7 port 22',
      '',
      false,
    ],
  ])('%j %j: is it tried again? %s', (log, stderr, again) => {
    expect([hungUp(log, { stdout: '', stderr }), hungUp(log, { stdout: 'x', stderr })]).toEqual([again, false]);
  });

  test.each(['', ':'])('the fingerprint of the host key is found in the log only ("is%s")', (colon) => {
    const log = `Host key fingerprint is${colon} SHA256:cH09gwGavoeFRm5abcdefgh1234567890ABCDEFGHIJ\n+--[ED25519 256]--+\n`;
    expect(hostKeyIn(log)).toBe('SHA256:cH09gwGavoeFRm5abcdefgh1234567890ABCDEFGHIJ');
    expect(hostKeyIn('x Host key fingerprint is SHA256:abc')).toBeUndefined();
  });
});
