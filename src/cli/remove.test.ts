import { describe, expect, it } from 'vitest';
import { text } from '../i18n/text.ts';
import type { Leavings } from '../lab/lab.ts';
import { err, ok } from '../result.ts';
import type { Services } from './services.ts';
import { bridgework } from './testing/harness.ts';

interface Calls {
  readonly scripts: (readonly string[])[];
  removed: { readonly proofs: boolean } | undefined;
}

/** A state folder with everything in it, and what was done to it. */
function machine(more: Partial<Leavings> = {}, exitCode = 0) {
  const calls: Calls = { scripts: [], removed: undefined };
  const leavings: Leavings = {
    home: '/state',
    labs: [{ name: 'default', kind: 'sandbox', state: 'up' }],
    made: ['/state/progress'],
    proofs: ['/state/keys'],
    unknown: ['/state/diary'],
    elsewhere: ['/other'],
    hereOwes: false,
    isDeclared: false,
    remove: async (options) => {
      calls.removed = options;
      return ok(undefined);
    },
    ...more,
  };
  const services: Partial<Services> = {
    leavings: async () => leavings,
    runScript: async (file, args) => {
      calls.scripts.push([file.replace(/^.*\//, ''), ...args]);
      return exitCode;
    },
  };
  return { calls, services };
}

const listed = ['remove.sh', '--list'];

describe('bridgework remove', () => {
  it('names all that will go and all that stays, before it asks', async () => {
    const { calls, services } = machine();
    const ran = await bridgework(['remove'], { services });
    expect(ran).toMatchObject({ code: 2, out: '' });
    for (const name of ['default', '/state/progress', '/state/keys', '/state/diary', '/other'])
      expect(ran.err).toContain(name);
    expect(ran.err).toContain('bridgework remove --yes');
    expect(calls).toEqual({ scripts: [listed], removed: undefined });
  });

  it.each(['', 'n', 'no', 'what?', ' N '])('removes nothing when the answer is "%s"', async (answer) => {
    const { calls, services } = machine();
    expect(await bridgework(['remove'], { services, answer })).toMatchObject({ code: 1 });
    expect(calls).toEqual({ scripts: [listed], removed: undefined });
  });

  it.each(['y', 'Yes', ' y'])('removes it when the answer is "%s", but no evidence', async (answer) => {
    const { calls, services } = machine();
    expect(await bridgework(['remove'], { services, answer })).toMatchObject({ code: 0 });
    expect(calls).toEqual({ scripts: [listed, ['remove.sh', '--yes', '--told']], removed: { proofs: false } });
  });

  it('removes evidence where it is told to, and says so', async () => {
    const { calls, services } = machine();
    const ran = await bridgework(['remove', '--yes', '--with-evidence'], { services });
    expect(ran.err).toContain('will be removed: /state/keys');
    expect(calls.removed).toEqual({ proofs: true });
  });

  it('does nothing while the lab here is up', async () => {
    const { calls, services } = machine();
    const labs = async () => [{ name: 'here', kind: 'here', state: 'broken' } as const];
    const ran = await bridgework(['remove', '--yes'], { services: { ...services, labs } });
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining('lab down --lab here') });
    expect(calls).toEqual({ scripts: [], removed: undefined });
  });

  it('does nothing while the lab here has something to give back, and names a machine of the course', async () => {
    const { calls, services } = machine({ hereOwes: true });
    expect(await bridgework(['remove', '--yes'], { services })).toMatchObject({ code: 2 });
    expect(calls).toEqual({ scripts: [], removed: undefined });
    const declared = await bridgework(['remove'], { services: machine({ isDeclared: true }).services });
    expect(declared.err).toContain('provision.sh --vm');
  });

  it('leaves what needs root where a lab could not be ended', async () => {
    const failure = err({ code: 'busy', text: text('cli.interrupted') } as const);
    const { calls, services } = machine({ remove: async () => failure });
    expect(await bridgework(['remove', '--yes'], { services })).toMatchObject({ code: 2 });
    expect(calls.scripts).toEqual([listed]);
  });

  it('is not done when root was refused', async () => {
    const { services } = machine({}, 1);
    const ran = await bridgework(['remove', '--yes'], { services });
    expect(ran).toMatchObject({ code: 1, err: expect.not.stringContaining('It is removed.') });
  });

  it('speaks the language that was asked for, its script too', async () => {
    let env: object = {};
    const { services } = machine();
    const runScript: Services['runScript'] = async (_file, _args, more) => {
      env = more;
      return 0;
    };
    const ran = await bridgework(['remove'], { lang: 'zh-CN', services: { ...services, runScript } });
    expect(ran.err).toContain('将要删除：/state/progress');
    expect(env).toEqual({ LC_ALL: 'zh_CN.UTF-8', PERL_BADLANG: '0' });
  });
});

describe('bridgework setup', () => {
  it.each([
    [['setup'], ['setup.sh']],
    [
      ['setup', '--list', '--user', 'ada'],
      ['setup.sh', '--list', '--user', 'ada'],
    ],
    [
      ['setup', '--yes'],
      ['setup.sh', '--yes'],
    ],
  ])('%o', async (args, script) => {
    const { calls, services } = machine({}, 1);
    expect((await bridgework(args, { services })).code).toBe(1);
    expect(calls.scripts).toEqual([script]);
  });
});
