import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import { bridgework, fakeLab } from './testing/harness.ts';

describe('the command line', () => {
  it('shows help and version', async () => {
    expect(await bridgework(['--version'])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    const { code, out } = await bridgework(['--help']);
    expect(code).toBe(0);
    for (const command of ['learn', 'lab', 'course', 'run', 'solve', 'check', 'undo', 'reset', 'topology', 'doctor']) {
      expect(out).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
    }
  });

  it.each([
    [
      ['help', 'lab'],
      ['up', 'exec'],
    ],
    [
      ['lab', '--help'],
      ['up', 'exec'],
    ],
    [
      ['--lang', 'en', 'lab', 'up', '--help'],
      ['--json', '--param', '--lab'],
    ],
    [
      ['grade', 'plan', '--help'],
      ['init', 'lint'],
    ],
    [
      ['trace', '--help'],
      ['--live', '--json'],
    ],
  ])('tells all that a command takes: %j', async (args, words) => {
    const { code, out } = await bridgework(args);
    expect(code).toBe(0);
    for (const word of words) expect(out).toMatch(new RegExp(`^  ${word}\\b`, 'm'));
  });

  it('speaks Chinese', async () => {
    expect((await bridgework(['check', '--help'], { lang: 'zh-CN' })).out).toContain('查看实验环境并判定');
    expect((await bridgework(['run', 'nope'], { lang: 'zh-CN' })).err).toBe(
      '没有步骤“nope”。用 bridgework course list 查看全部步骤。\n',
    );
  });

  it.each([
    [['frobnicate'], 'There is no command "frobnicate".'],
    [['chek'], 'Did you mean check?'],
    [['check', '--wacth'], '--watch'],
    [['run'], "missing required argument 'step'"],
    [['check', 'nope'], 'There is no step "nope".'],
    [['check', 'two-hosts/tunel'], 'Did you mean two-hosts/tunnel?'],
    [['learn', '--lesson', '9'], 'There is no lesson "9".'],
    [['--lang', 'xx', 'check'], "option '--lang <lang>'"],
    [['topology', '--format', 'png'], 'Allowed choices are text, json, svg'],
    [['check', '--param', 'bridge'], 'A parameter is given as NAME=VALUE, not as "bridge".'],
    [['check', '--param', 'bridge=br0; reboot'], 'The parameters cannot be used. bridge:'],
    [['check', '--param', 'wire=br0'], 'The parameters cannot be used. wire:'],
    [['lab', 'up', '--node', 'c1'], "unknown option '--node'"],
    [['course', 'test', '--jobs', '0'], '--jobs wants a number from 1 to 16, not "0".'],
    [['course', 'test', '--only', 'fair,fun'], '--only knows causal, caught, fair, kept, fooled, not "fun".'],
    [['course', 'test', '--filter', 'no such case'], 'Nothing matches: no case to try.'],
    [['lab', 'exec'], "missing required argument 'command'"],
  ])('refuses %j with exit code 2', async (args, words) => {
    const ran = await bridgework(args);
    expect(ran.err).toContain(words);
    expect(ran).toMatchObject({ code: 2, out: '' });
  });

  it.each([
    [['check']],
    [['check', 'tunnel', '--json']],
    [['run', 'tunnel']],
    [['undo', 'tunnel']],
    [['topology']],
    [['lab', 'shell']],
  ])('says that the lab is not up, exit code 3: %j', async (args) => {
    expect(await bridgework(args)).toEqual({
      code: 3,
      out: '',
      err: 'The lab "default" is not up.\n  bridgework lab up\n',
    });
  });

  it('keeps a machine that cannot have a lab apart from a lab that is not up', async () => {
    const failure = { code: 'no-userns', text: text('lab.fail.no-userns'), fix: 'sudo sysctl x' } as const;
    const services = { lab: async () => fakeLab({ up: async () => err(failure) }) };
    const { code, err: words } = await bridgework(['lab', 'up'], { services });
    expect(code).toBe(2);
    expect(words).toContain('\n  sudo sysctl x\n');
  });

  it('passes the exit code of a command in the lab on', async () => {
    const services = {
      lab: async () => fakeLab({ entry: async (_node, argv) => ok({ file: 'x', args: argv ?? [], env: {} }) }),
      attach: async () => 42,
    };
    expect((await bridgework(['lab', 'exec', '--', 'ip', '-br', 'link'], { services })).code).toBe(42);
  });

  it('gives node and words of a command to the lab as they are', async () => {
    const seen: unknown[] = [];
    const services = {
      lab: async () =>
        fakeLab({
          entry: async (node, argv) => {
            seen.push([node, argv]);
            return ok({ file: 'x', args: [], env: {} });
          },
        }),
    };
    await bridgework(['lab', 'exec', '--node', 'c1', '--', 'sh', '-c', 'echo "$0" --node'], { services });
    await bridgework(['lab', 'shell'], { services });
    expect(seen).toEqual([
      ['c1', ['sh', '-c', 'echo "$0" --node']],
      ['host', undefined],
    ]);
  });

  it('reads parameters from the file that BRIDGEWORK_PARAMS names, and flags over it', async () => {
    const missing = await bridgework(['course', 'list'], { env: { BRIDGEWORK_PARAMS: '/nowhere/params.yaml' } });
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toContain('/nowhere/params.yaml');
    const { out } = await bridgework(['course', 'export', '--format', 'sh', '--param', 'bridge=br7']);
    expect(out).toContain('ip link add br7 type bridge');
    expect(out).not.toContain('lan42');
  });

  it('completes commands and steps', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    onTestFinished(() => log.mockRestore());
    expect((await bridgework(['completion', 'bash'])).code).toBe(0);
    expect(log.mock.calls.flat().join('\n')).toContain('complete -F __bridgework_complete bridgework');
    log.mockClear();
    expect((await bridgework(['complete', '--', 'run', 'tun'])).code).toBe(0);
    expect(log.mock.calls.flat().join('\n')).toMatch(/^tunnel\t.+$/m);
    expect((await bridgework(['completion', 'tcsh'])).code).toBe(2);
  });
});
