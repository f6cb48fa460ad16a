import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { text } from '../i18n/text.ts';
import type { LabFailure, StreamEnd } from '../lab/lab.ts';
import { err, ok, type Result } from '../result.ts';
import type { Change } from './monitor/notice.ts';
import { createWatch, type WatchDeps } from './watch.ts';
import { pace } from './watching.ts';

const notUp: LabFailure = { code: 'not-up', text: text('cli.interrupted') };
const died: Result<StreamEnd, LabFailure> = ok({ stderr: 'x\nperl: not found\n', exitCode: 127, signal: null });
const link = 'ip host [LINK]3: br0: <UP>';

/** A lab whose fingerprint, monitor and rounds are what the test says. Time is the test's too. */
function world(more: Partial<WatchDeps> = {}) {
  const seen = {
    stale: 0,
    rounds: 0,
    glances: [] as (readonly string[])[],
    shown: 0,
    failures: [] as string[],
    unsubscribed: [] as string[],
  };
  const lab = { fingerprint: 'a', looks: 0, busy: false, running: false, up: true };
  const monitors: { notify(line: string): void; end(how: Result<StreamEnd, LabFailure>): void }[] = [];
  const watch = createWatch({
    pace,
    listen: (onLine, signal) =>
      new Promise((resolve) => {
        monitors.push({ notify: onLine, end: resolve });
        signal.addEventListener('abort', () => resolve(died));
      }),
    fingerprint: async () => {
      lab.looks += 1;
      return lab.up ? ok(lab.fingerprint) : err(notUp);
    },
    isQuiet: () => !lab.running,
    isIdle: () => !lab.running && !lab.busy,
    onStale: () => {
      seen.stale += 1;
    },
    glance: async (changes) => {
      seen.glances.push(changes.map(({ kind, node }: Change) => `${kind} ${node}`));
      return [];
    },
    onGlance: () => {
      seen.shown += 1;
    },
    onChange: () => {
      seen.rounds += 1;
      begin();
    },
    onFailure: ({ code }) => seen.failures.push(code),
    onUnsubscribed: ({ id }) => seen.unsubscribed.push(id),
    ...more,
  });
  const begin = (): void => {
    lab.busy = true;
    watch.begin();
  };
  const end = (): void => {
    lab.busy = false;
    watch.saw(lab.fingerprint);
    watch.rest();
  };
  const notify = (line: string): void => monitors.at(-1)?.notify(line);
  begin();
  end();
  watch.start();
  notify('ready');
  return { watch, seen, lab, monitors, notify, begin, end };
}

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(pace.most);

describe('a watch', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('makes one glance and one round of a burst', async () => {
    const { seen, notify } = world();
    for (const line of [link, 'nft host', link, 'ip c1 [LINK]1: lo: <UP>', 'nft host']) {
      notify(line);
      await vi.advanceTimersByTimeAsync(pace.settle / 2);
    }
    await settled();
    expect(seen).toMatchObject({ stale: 1, rounds: 1, shown: 1, glances: [['ip host', 'nft host', 'ip c1']] });
  });

  it('waits no longer than it must for a burst that does not end', async () => {
    const { seen, notify } = world();
    for (let at = 0; at < pace.most; at += pace.settle / 2) {
      notify(link);
      await vi.advanceTimersByTimeAsync(pace.settle / 2);
    }
    expect(seen.rounds).toBe(1);
  });

  it('makes exactly one more round for all that changes during one', async () => {
    const { seen, notify, end } = world();
    notify(link);
    await settled();
    for (const line of ['nft host', link, 'nft host']) {
      notify(line);
      await settled();
    }
    expect(seen.rounds).toBe(1);
    // State is shown meanwhile.
    expect(seen.shown).toBe(4);
    end();
    await settled();
    expect(seen.rounds).toBe(2);
    end();
    await settled();
    expect(seen.rounds).toBe(2);
  });

  it('reacts to nothing that its own fetches do', async () => {
    const { seen, notify, end } = world();
    notify(link);
    await settled();
    for (const state of ['INCOMPLETE', 'REACHABLE', 'STALE', 'DELAY', 'FAILED'])
      notify(`ip host [NEIGH]172.18.0.2 dev br0 lladdr ea:30:8a:ad:3c:53 ${state} `);
    end();
    await settled();
    expect(seen).toMatchObject({ rounds: 1, stale: 1 });
  });

  it('leaves what changes during a run to the look after it', async () => {
    const { seen, lab, notify, begin, end } = world();
    lab.running = true;
    notify(link);
    await settled();
    expect(seen).toMatchObject({ stale: 1, rounds: 0, glances: [] });
    lab.running = false;
    begin();
    end();
    await settled();
    expect(seen.rounds).toBe(0);
  });

  it('shows no glance that a newer change has overtaken, and glances once more', async () => {
    const answers: ((results: []) => void)[] = [];
    const glance = () => new Promise<[]>((resolve) => answers.push(resolve));
    const { seen, notify } = world({ glance });
    notify(link);
    await settled();
    notify('nft host');
    await settled();
    expect(answers).toHaveLength(1);
    answers[0]?.([]);
    await settled();
    expect(seen).toMatchObject({ shown: 0, rounds: 0 });
    answers[1]?.([]);
    await settled();
    expect(seen).toMatchObject({ shown: 1, rounds: 1 });
  });

  it('gets to its round though the lab never rests', async () => {
    const { seen, notify } = world({
      glance: async () => {
        notify(link);
        await vi.advanceTimersByTimeAsync(pace.settle);
        return [];
      },
    });
    notify(link);
    await settled();
    await settled();
    expect(seen.rounds).toBe(1);
  });

  it('looks slowly no more while a change waits for its round', async () => {
    const { seen, lab } = world({ glance: () => new Promise(() => undefined) });
    await settled();
    lab.fingerprint = 'b';
    await vi.advanceTimersByTimeAsync(10 * pace.slow);
    expect(seen.stale).toBe(1);
    // The one at the start, and the one that saw the difference.
    expect(lab.looks).toBe(2);
  });

  it('glances again at what a glance could not see', async () => {
    const asked: (readonly Change[])[] = [];
    const { notify } = world({
      glance: async (changes) => {
        asked.push(changes);
        return undefined;
      },
    });
    notify(link);
    await settled();
    notify('nft host');
    await settled();
    expect(asked.map((changes) => changes.map(({ kind }) => kind))).toEqual([['ip'], ['ip', 'nft']]);
  });

  it('sees by the slow look what no event told of', async () => {
    const { seen, lab } = world();
    await settled();
    lab.fingerprint = 'b';
    await vi.advanceTimersByTimeAsync(pace.slow - pace.most - 1);
    expect(seen.rounds).toBe(0);
    await vi.advanceTimersByTimeAsync(pace.most);
    expect(seen).toMatchObject({ rounds: 1, glances: [['anything host']] });
  });

  it('sees what changed before the monitor listened', async () => {
    const { seen, lab, notify } = world();
    await settled();
    lab.fingerprint = 'b';
    notify('ready');
    await settled();
    expect(seen.rounds).toBe(1);
  });

  it('looks hardly ever while nothing happens', async () => {
    const { seen, lab } = world();
    await vi.advanceTimersByTimeAsync(10 * pace.slow);
    expect(lab.looks).toBeLessThanOrEqual(11);
    expect(seen).toMatchObject({ stale: 0, rounds: 0, glances: [] });
  });

  it('starts a monitor that died again, and looks at what it missed', async () => {
    const { seen, lab, monitors, notify } = world();
    await settled();
    lab.fingerprint = 'b';
    monitors[0]?.end(died);
    await settled();
    expect(seen.rounds).toBe(1);
    await vi.advanceTimersByTimeAsync(pace.restart);
    expect(monitors).toHaveLength(2);
    notify('nft host');
    expect(seen.stale).toBe(2);
    expect(seen.unsubscribed).toEqual([]);
  });

  it('says that it cannot listen, once, and looks more often', async () => {
    const { seen, lab } = world({ listen: async () => died });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.unsubscribed).toEqual(['learn.watch-unsubscribed']);
    lab.fingerprint = 'b';
    await vi.advanceTimersByTimeAsync(pace.unsubscribed + pace.most);
    expect(seen.rounds).toBe(1);
  });

  it('says what it cannot listen to any more, once', async () => {
    const { seen, lab, notify } = world();
    notify('lost c1 nft');
    notify('lost c1 nft');
    expect(seen.unsubscribed).toEqual(['learn.watch-lost']);
    const before = lab.looks;
    await vi.advanceTimersByTimeAsync(pace.slow);
    expect(lab.looks - before).toBeGreaterThan(4);
  });

  it('tells that the lab is gone at once, and only once', async () => {
    const { seen, lab, monitors } = world({});
    await settled();
    lab.up = false;
    monitors[0]?.end(err(notUp));
    await settled();
    expect(seen.failures).toEqual(['not-up']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen.failures).toEqual(['not-up']);
  });

  it('does nothing after it was stopped', async () => {
    const { watch, seen, lab, notify } = world();
    await settled();
    watch.stop();
    const before = lab.looks;
    notify(link);
    lab.fingerprint = 'b';
    await vi.advanceTimersByTimeAsync(2 * pace.slow);
    expect(seen).toMatchObject({ stale: 0, rounds: 0, unsubscribed: [] });
    expect(lab.looks).toBe(before);
  });
});
