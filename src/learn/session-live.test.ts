import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { text } from '../i18n/text.ts';
import type { Finding } from '../lab/lab.ts';
import { err, ok } from '../result.ts';
import { dropped } from '../tui/testing/walks.ts';
import { markStep, noProgress } from './progress.ts';
import type { SessionEvent } from './session.ts';
import { World } from './testing/world.ts';

async function started(prepare: (world: World) => void = () => undefined, more: Parameters<World['session']>[0] = {}) {
  const w = new World();
  prepare(w);
  const session = w.session(more);
  onTestFinished(() => session.close());
  await session.start();
  return { w, session };
}

const watch = { settle: 1, most: 5, slow: 60_000, unsubscribed: 60_000, restart: 1 };

const lastRound = (w: World): Extract<SessionEvent, { type: 'round-ended' }> | undefined =>
  w.events.findLast((event) => event.type === 'round-ended');

describe('a session', () => {
  it('brings the lab up and looks at every claimed step and the one the learner is at', async () => {
    const { w } = await started((world) => {
      world.saved = { ...markStep(noProgress, 'one', 'done'), at: 'three' };
    });
    expect(w.types()).toEqual(['progress', 'lab-up', 'round-started', 'round-ended']);
    expect(w.looks).toEqual([['one-holds', 'two-holds', 'three-holds']]);
  });

  it('tells once that a container was restarted, what hung on it, and up to where it is to be built again', async () => {
    const identities = (startedAt: string) => ({ boot: 'b', containers: { c1: { id: 'a', startedAt } } });
    const { w, session } = await started((world) => {
      world.identities = identities('10:00');
      world.saved = { ...markStep(markStep(noProgress, 'one', 'done'), 'two', 'done'), at: 'three' };
      for (const step of ['one', 'two']) world.holds.add(step);
    });
    expect(w.types()).not.toContain('lost');
    w.identities = identities('11:00');
    w.holds.delete('two');
    await session.check(['three']);
    await session.check(['three']);
    expect(w.events.filter(({ type }) => type === 'lost')).toEqual([
      {
        type: 'lost',
        steps: ['two'],
        to: 'two',
        text: text('learn.lost', { why: text('learn.lost.restarted', { name: 'c1' }), count: 1 }),
      },
    ]);
    expect(await session.solve('two')).toEqual(ok(undefined));
    await session.close();
    expect(w.saved.identities).toEqual(identities('11:00'));
  });

  it('asks again at the start, when what it told before was left as it was', async () => {
    const identities = { boot: 'b', containers: { c1: { id: 'a', startedAt: '11:00' } } };
    const { w, session } = await started((world) => {
      world.identities = identities;
      world.saved = { ...markStep(markStep(noProgress, 'one', 'done'), 'two', 'done'), at: 'three', identities };
      world.holds.add('one');
    });
    const notified = {
      type: 'lost',
      steps: ['two'],
      to: 'two',
      text: text('learn.lost', { why: text('learn.lost.meanwhile'), count: 1 }),
    };
    expect(w.events.filter(({ type }) => type === 'lost')).toEqual([notified]);
    await session.check(['three']);
    expect(w.events.filter(({ type }) => type === 'lost')).toEqual([notified]);
  });

  it('does not speak of a restart on which nothing hung', async () => {
    const { w, session } = await started((world) => {
      world.identities = { containers: { c1: { id: 'a', startedAt: '10:00' } } };
    });
    w.identities = { containers: {} };
    await session.check(['one']);
    expect(w.types()).not.toContain('lost');
  });

  it('runs a step line by line, then looks', async () => {
    const { w, session } = await started();
    w.events.length = 0;
    expect(await session.run('one')).toEqual(ok(undefined));
    expect(w.types()).toEqual([
      'run-started',
      'line-started',
      'line-output',
      'line-ended',
      'run-ended',
      'round-started',
      'round-ended',
    ]);
    expect(lastRound(w)?.results[0]?.verdict.verdict).toBe('pass');
  });

  it('stops at the first line that fails, and says so', async () => {
    const { w, session } = await started();
    expect(await session.run('one', ['do one', 'fail now', 'do two'])).toEqual(err('line-failed'));
    expect(w.ran).toEqual(['do one', 'fail now']);
    expect(w.events).toContainEqual({
      type: 'line-ended',
      step: 'one',
      index: 1,
      outcome: { type: 'failed', exitCode: 3 },
      ms: 1,
    });
    expect(w.events).toContainEqual({ type: 'run-ended', step: 'one', ok: false });
  });

  it('goes on only when the last round proved the step', async () => {
    const { w, session } = await started();
    expect(await session.next('one')).toEqual(err('not-proved'));
    await session.run('one');
    expect(await session.next('one')).toEqual(ok(undefined));
    expect(session.progress()).toMatchObject({ at: 'two', steps: { one: 'done' } });
    await session.close();
    expect(w.saved).toEqual(session.progress());
  });

  it('forgets what was proved once commands have run', async () => {
    const { w, session } = await started();
    await session.run('one');
    w.looker.look = async () => ({ ok: false, error: { code: 'x', text: { id: 'lab.fail.cancelled' } } });
    await session.run('one');
    expect(await session.next('one')).toEqual(err('not-proved'));
  });

  it('keeps earlier steps armed: a later command that breaks one is seen at once', async () => {
    const { w, session } = await started();
    await session.run('one');
    await session.next('one');
    await session.run('two', ['do two', 'break one']);
    const verdicts = lastRound(w)?.results.map(({ check, verdict }) => `${check.step} ${verdict.verdict}`);
    expect(verdicts).toEqual(['one fail', 'two pass']);
  });

  it('lets one thing change the lab at a time, and cancels it', async () => {
    const { w, session } = await started();
    const running = session.run('one', ['hang']);
    await vi.waitFor(() => expect(w.ran).toEqual(['hang']));
    expect(await session.run('two')).toEqual(err('busy'));
    expect(await session.check(['two'])).toEqual(err('busy'));
    expect(await session.goTo('two')).toEqual(err('busy'));
    session.cancel();
    expect(await running).toEqual(err('cancelled'));
    expect(w.ran).toEqual(['hang']);
    expect(w.events.some((event) => event.type === 'line-ended' && event.outcome.type === 'cancelled')).toBe(true);
  });

  it('never holds two rounds at once', async () => {
    const { w, session } = await started();
    await Promise.all([
      session.check(['one']),
      session.check(['two']),
      session.check(['three']),
      session.check(['one']),
    ]);
    expect(w.rounds.most).toBe(1);
    // Whoever asks before the first one has its turn is answered by it.
    expect(w.looks.slice(1)).toEqual([['one-holds', 'two-holds', 'three-holds']]);
  });

  it('skips on purpose, visibly, and claims nothing by it', async () => {
    const { w, session } = await started();
    expect(await session.skip('one')).toEqual(ok(undefined));
    expect(session.progress()).toMatchObject({ at: 'two', steps: { one: 'skipped' } });
    w.looks.length = 0;
    await session.check(['three']);
    expect(w.events.findLast((event) => event.type === 'round-started')).toEqual({
      type: 'round-started',
      steps: ['three'],
    });
  });

  it('undoes a step and takes its claim back', async () => {
    const { w, session } = await started();
    await session.run('one');
    await session.next('one');
    expect(await session.undo('one')).toEqual(ok(undefined));
    expect(session.progress().steps).toEqual({ one: 'todo' });
    expect(w.ran).toEqual(['do one', 'undo one']);
  });

  it('solves up to a step, running only what does not hold', async () => {
    const { w, session } = await started((world) => world.holds.add('one'));
    expect(await session.solve('two')).toEqual(ok(undefined));
    expect(w.ran).toEqual(['do two']);
    expect(session.progress()).toMatchObject({ at: 'three', steps: { one: 'done', two: 'done' } });
  });

  it('stops solving at the first step that does not come to hold', async () => {
    const { w, session } = await started();
    const real = w.runLine;
    const stuck = w.session({
      runLine: (command, options) => (command === 'do two' ? real('echo', options) : real(command, options)),
    });
    onTestFinished(() => stuck.close());
    await session.close();
    await stuck.start();
    expect(await stuck.solve('three')).toEqual(err('not-proved'));
    expect(w.ran).toEqual(['do one', 'echo', 'undo two', 'echo']);
    expect(stuck.progress().steps).toEqual({ one: 'done' });
  });

  it('tells that the lab is gone, and can be started again', async () => {
    const { w, session } = await started();
    w.up = false;
    expect(await session.run('one')).toEqual(err('no-lab'));
    expect(w.events.at(-1)).toMatchObject({ type: 'lab-failed', failure: { code: 'not-up' } });
    await session.start();
    expect(await session.run('one')).toEqual(ok(undefined));
  });

  it('resets to a new lab and empty progress, the old one kept', async () => {
    const { w, session } = await started();
    await session.run('one');
    await session.next('one');
    expect(await session.reset()).toEqual(ok(undefined));
    expect(w.archived).toBe(1);
    expect(w.holds.size).toBe(0);
    expect(session.progress()).toEqual({ ...noProgress, at: 'one' });
  });

  it('keeps predictions and hints within what there is', async () => {
    const { session } = await started();
    expect(await session.predict('one', 1)).toEqual(ok(undefined));
    expect(await session.predict('one', 2)).toEqual(err('no-such-option'));
    expect(await session.hint('one')).toEqual(ok(undefined));
    for (let opened = 1; opened < 3; opened++) expect(await session.hint('one')).toEqual(ok(undefined));
    expect(await session.hint('one')).toEqual(err('no-more-hints'));
    expect(session.progress()).toMatchObject({ predictions: { one: 1 }, hints: { one: 3 } });
  });

  it('refuses steps that do not exist', async () => {
    const { session } = await started();
    const answers = [
      session.run('nine'),
      session.undo('nine'),
      session.next('nine'),
      session.skip('nine'),
      session.goTo('nine'),
      session.hint('nine'),
      session.solve('nine'),
    ];
    expect(await Promise.all(answers)).toEqual(answers.map(() => err('no-such-step')));
  });

  it('shows a change at once, then proves all of it', async () => {
    const { w } = await started(undefined, { watch });
    w.events.length = 0;
    w.holds.add('one');
    w.notify('nft host');
    await vi.waitFor(() => expect(lastRound(w)?.results[0]?.verdict.verdict).toBe('pass'));
    expect(w.types()).toEqual(['lab-changed', 'glanced', 'round-started', 'round-ended']);
  });

  it('goes on, after a change, on the word of the look that follows it', async () => {
    const { w, session } = await started(undefined, { watch });
    await session.run('one');
    w.notify('nft host');
    w.looks.length = 0;
    expect(await session.next('one')).toEqual(ok(undefined));
    expect(w.looks[0]).toEqual(['one-holds']);
    expect(session.progress()).toMatchObject({ at: 'two', steps: { one: 'done' } });
  });

  it('goes on, while it looks after a change, when that look has ended', async () => {
    const { w, session } = await started(undefined, { watch });
    await session.run('one');
    w.notify('nft host');
    const looking = session.check(['one']);
    expect(await session.next('one')).toEqual(ok(undefined));
    expect(await looking).toEqual(ok(undefined));
  });

  it.each(['next', 'walk'] as const)('is behind nobody with what it must wait for: %s', async (asked) => {
    const { promise: given, resolve: give } = Promise.withResolvers<void>();
    let isAwaited: (() => boolean) | undefined;
    let atOnce = true;
    const { w, session } = await started(
      (world) => {
        world.lab.turn = async (options) => {
          if (!atOnce) ({ isAwaited } = options);
          if (!atOnce) await given;
          return { release: () => undefined };
        };
      },
      { watch },
    );
    await session.run('one');
    atOnce = false;
    w.notify('nft host');
    await vi.waitFor(() => expect(isAwaited?.()).toBe(false));
    const going = asked === 'next' ? session.next('one') : session.walk('one-holds');
    await vi.waitFor(() => expect(isAwaited?.()).toBe(true));
    give();
    await going;
  });

  it('goes on to no step on the word of a look from before a change', async () => {
    const { w, session } = await started(undefined, { watch });
    await session.run('one');
    w.holds.delete('one');
    w.notify('nft host');
    expect(await session.next('one')).toEqual(err('not-proved'));
    expect(lastRound(w)?.results[0]?.verdict.verdict).toBe('fail');
    expect(session.progress()).toMatchObject({ at: 'one', steps: {} });
  });

  it('leaves a learner where they went while it looked', async () => {
    const { w, session } = await started(undefined, { watch });
    await session.run('one');
    w.notify('nft host');
    const going = session.next('one');
    await session.goTo('three');
    expect(await going).toEqual(err('moved-on'));
    expect(session.progress()).toMatchObject({ at: 'three', steps: {} });
  });

  it('leaves changes that its own commands make to the look after them', async () => {
    const { w, session } = await started(undefined, { watch });
    const running = session.run('one', ['do one', 'hang']);
    await vi.waitFor(() => expect(w.ran).toContain('hang'));
    w.events.length = 0;
    w.notify('nft host');
    session.cancel();
    await running;
    await session.check(['one']);
    expect(w.types().filter((type) => type === 'glanced')).toEqual([]);
    expect(w.types().filter((type) => type === 'round-started')).toHaveLength(2);
  });

  it('notices that the lab died, once', async () => {
    const { w } = await started(undefined, { watch });
    w.die();
    await vi.waitFor(() => expect(w.types()).toContain('round-failed'));
    expect(w.types().filter((type) => type === 'round-failed')).toHaveLength(1);
  });

  it('walks the requests of claimed steps and of those that were asked about, no others', async () => {
    const { w, session } = await started((world) => {
      world.saved = { ...markStep(noProgress, 'one', 'done'), at: 'two' };
    });
    await session.look(['two']);
    await session.check(['two']);
    await session.goTo('three');
    await session.undo('two');
    await session.run('three');
    const claimed = ['one-holds'];
    const asked = ['one-holds', 'two-holds'];
    expect(w.walked).toEqual([claimed, claimed, asked, asked, claimed, ['one-holds', 'three-holds']]);
  });

  it('listens to a lab only when there is one, then also when it came by a reset', async () => {
    const listening: string[] = [];
    let real: World['lab']['up'] | undefined;
    const { w, session } = await started(
      ({ lab }) => {
        const { stream } = lab;
        real = lab.up;
        const up = async () => err({ code: 'x', text: text('lab.fail.cancelled') });
        const heard: typeof stream = (...args) => {
          listening.push('yes');
          return stream(...args);
        };
        Object.assign(lab, { up, stream: heard });
      },
      { watch },
    );
    expect(w.types()).toContain('lab-failed');
    expect(listening).toEqual([]);
    Object.assign(w.lab, { up: real });
    expect(await session.reset()).toEqual(ok(undefined));
    expect(listening).toEqual(['yes']);
  });

  it('gives the verdict again with its walk when it is asked for, and nothing where there is none', async () => {
    const { w, session } = await started();
    expect(await session.walk('one-holds')).toEqual(err('no-walk'));
    const { looker } = w;
    w.looker.walk = async (wanted) =>
      (await looker.glance(wanted, []))?.map((result) => ({ ...result, walk: dropped() }));
    expect(await session.walk('one-holds')).toEqual(ok(undefined));
    const last = w.events.findLast(({ type }) => type === 'walked');
    expect(last).toMatchObject({ results: [{ check: { id: 'one-holds' }, walk: { fit: 'same' } }] });
    expect(await session.walk('no-such-check')).toEqual(err('no-walk'));
  });

  it('takes over what another terminal made of the progress, and keeps its own', async () => {
    const { w, session } = await started(undefined, { watch });
    expect(await session.predict('one', 1)).toEqual(ok(undefined));
    await vi.waitFor(() => expect(w.saved.predictions).toEqual({ one: 1 }));
    // The other one began before the prediction, and saves the whole of what it knows.
    w.saved = { ...noProgress, at: 'three', steps: { one: 'done', two: 'done' } };
    w.written();
    await vi.waitFor(() => expect(session.progress().steps).toEqual({ one: 'done', two: 'done' }));
    expect(w.events.findLast(({ type }) => type === 'progress')).toMatchObject({ progress: session.progress() });
    w.written();
    await session.close();
    expect(session.progress()).toMatchObject({
      at: 'one',
      steps: { one: 'done', two: 'done' },
      predictions: { one: 1 },
    });
  });

  it('keeps, headless, what another terminal has taken back meanwhile, whatever it saves after', async () => {
    const { w, session } = await started((world) => {
      world.saved = { ...noProgress, at: 'two', steps: { one: 'done' } };
    });
    w.saved = { ...w.saved, steps: { one: 'todo', three: 'skipped' } };
    expect(await session.predict('two', 1)).toEqual(ok(undefined));
    await vi.waitFor(() => expect(session.progress().steps).toEqual({ one: 'todo', three: 'skipped' }));
    expect(await session.hint('two')).toEqual(ok(undefined));
    await session.close();
    const steps = { one: 'todo', three: 'skipped' };
    expect(w.saved).toMatchObject({ steps, predictions: { two: 1 }, hints: { two: 1 } });
  });

  it('forgets a walk that a round overtook', async () => {
    const { w, session } = await started();
    w.looker.walk = async (wanted) => {
      await session.check(['one']);
      return await w.looker.glance(wanted, []);
    };
    w.events.length = 0;
    expect(await session.walk('one-holds')).toEqual(err('no-walk'));
    expect(w.types()).not.toContain('walked');
  });

  it('looks only when asked without a UI', async () => {
    const { w, session } = await started(undefined, { looks: 'asked' });
    await session.goTo('two');
    expect(w.looks).toEqual([]);
  });

  it('does not wait for a look when it is closed', async () => {
    const { w, session } = await started();
    w.looker.look = (_checks, { signal } = {}) =>
      new Promise((resolve) => {
        const failure = { code: 'cancelled', text: text('lab.fail.cancelled') };
        signal?.addEventListener('abort', () => resolve(err(failure)));
      });
    const looking = session.check(['one']);
    await session.close();
    expect(await looking).toEqual(err('not-seen'));
    expect(w.types()).not.toContain('round-failed');
  });

  it('stays silent after it was closed', async () => {
    const { w, session } = await started(undefined, { watch });
    await session.close();
    w.events.length = 0;
    expect(await session.run('one')).toEqual(err('closed'));
    expect(w.events).toEqual([]);
  });
});

describe('a bug of ours', () => {
  it('in a look that nobody waits for is told as one', async () => {
    const { w, session } = await started();
    Object.assign(w.looker, { look: () => Promise.reject(new TypeError('our mistake')) });
    expect(await session.goTo('two')).toEqual(ok(undefined));
    await vi.waitFor(() => expect(w.types().at(-1)).toBe('bug'));
    expect(w.events.at(-1)).toMatchObject({ message: expect.stringContaining('our mistake') });
  });
});

describe('a machine that was examined', () => {
  const warning: Finding = { id: 'eth0', state: 'warning', text: text('cli.interrupted') };
  const blocking: Finding = {
    id: 'engine-down',
    state: 'blocking',
    text: text('lab.fail.cancelled'),
    effect: text('cli.verdict.error'),
    fix: 'sudo systemctl start docker',
  };
  const finds = (...findings: readonly Finding[]) => ({ examine: async () => findings });
  const onMachine = (world: World): void => {
    Object.assign(world.lab, { kind: 'here' });
  };

  it('is not touched when something blocks, and the learner is told what fixes it', async () => {
    const { w } = await started(onMachine, finds(warning, blocking));
    expect(w.up).toBe(false);
    expect(w.events.at(-1)).toMatchObject({
      type: 'lab-failed',
      failure: { code: 'engine-down', fix: 'sudo systemctl start docker' },
    });
  });

  it('can be tried again once it is fixed', async () => {
    let fixed = false;
    const { w, session } = await started(onMachine, { examine: async () => (fixed ? [] : [blocking]) });
    fixed = true;
    await session.start();
    expect(w.types()).toContain('lab-up');
  });

  it('is used in spite of warnings and of what could not be looked at, and they are told once the lab is up', async () => {
    const unknown: Finding = { ...blocking, state: 'unknown' };
    const { w } = await started(onMachine, finds(warning, unknown, warning));
    expect(w.types()).toEqual(['progress', 'lab-warning', 'lab-up', 'notice', 'round-started', 'round-ended']);
    expect(w.events[3]).toMatchObject({ text: { id: 'learn.doctor-warned', values: { more: 1 } } });
  });

  it('does not keep a sandbox waiting: warnings come when they come', async () => {
    let answer: (findings: readonly Finding[]) => void = () => undefined;
    const { w } = await started(undefined, { examine: () => new Promise((resolve) => (answer = resolve)) });
    expect(w.types()).toEqual(['progress', 'lab-up', 'round-started', 'round-ended']);
    answer([warning]);
    await vi.waitFor(() => expect(w.types().at(-1)).toBe('notice'));
  });

  it('that our own code cannot examine is a bug, told whenever it shows, and no failed lab', async () => {
    let broken: (error: Error) => void = () => undefined;
    const { w } = await started(undefined, { examine: () => new Promise((_, reject) => (broken = reject)) });
    broken(new TypeError('our mistake'));
    await vi.waitFor(() => expect(w.types()).toEqual(['progress', 'lab-up', 'round-started', 'round-ended', 'bug']));
    expect(w.events.at(-1)).toMatchObject({ message: expect.stringContaining('our mistake') });
  });

  it('that our own code cannot examine is not touched', async () => {
    const w = new World();
    onMachine(w);
    const session = w.session({ examine: () => Promise.reject(new TypeError('our mistake')) });
    onTestFinished(() => session.close());
    await expect(session.start()).rejects.toThrow('our mistake');
    expect(w.up).toBe(false);
    expect(w.types()).toEqual(['progress']);
  });

  it('explains a sandbox that did not come up, if that itself names no fix', async () => {
    for (const [fix, code] of [
      [undefined, 'engine-down'],
      ['sudo apt-get install docker.io', 'no-docker'],
    ] as const) {
      const { w } = await started((world) => {
        const failure = { code: 'no-docker', text: text('lab.fail.cancelled'), ...(fix ? { fix } : {}) };
        Object.assign(world.lab, { up: async () => err(failure) });
      }, finds(blocking));
      expect(w.events.at(-1)).toMatchObject({ type: 'lab-failed', failure: { code } });
    }
  });
});
