import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { spawn as spawnPty } from '@lydell/node-pty';
import { createSandbox } from '../../lessons/testing/lab.ts';
import { messageOf } from '../../src/i18n/catalogue.ts';
import { type Figure, percentile } from './measure.ts';

export interface Crowd {
  /** How many UIs, each on a lab of its own. */
  readonly seats: number;
  /** Seconds: between two steps of one seat, and of all. */
  readonly period: number;
  readonly seconds: number;
}

const program = join(import.meta.dirname, '../../bin/bridgework');
/** The words that a screen has to show, as the catalogue has them. */
const proved = messageOf('en', 'ui.message.proved').split('. ').at(-1) ?? '';
const asks = messageOf('en', 'ui.predict.title');
/** Seconds after which a seat goes on without its proof. */
const patience = 60;

interface Seat {
  readonly type: (keys: string) => void;
  readonly end: () => void;
  /** What was drawn since the last key. */
  drawn(): string;
}

function openSeat(home: string, name: string): Seat {
  const env = { ...process.env, BRIDGEWORK_HOME: home, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' };
  const args = ['learn', '--lang', 'en', '--lab', name];
  const terminal = spawnPty(program, args, { cols: 120, rows: 40, env });
  let drawn = '';
  terminal.onData((data) => {
    drawn = (drawn + data.replace(/\x1b\[[0-9;?]*[a-zA-Z]/g, '')).slice(-20_000);
  });
  return {
    type(keys) {
      drawn = '';
      terminal.write(keys);
    },
    end: () => terminal.kill('SIGTERM'),
    drawn: () => drawn,
  };
}

/** CPU seconds of the machine that were not idle, and processes that were started, since it booted (proc_stat(5)). */
function machine(): { readonly busy: number; readonly started: number } {
  const stat = readFileSync('/proc/stat', 'utf8');
  const [, ...ticks] = stat.split('\n')[0]?.split(/\s+/).map(Number) ?? [];
  const idle = (ticks[3] ?? 0) + (ticks[4] ?? 0);
  const all = ticks.slice(0, 8).reduce((sum, one) => sum + one, 0);
  return { busy: (all - idle) / 100, started: Number(/^processes (\d+)/m.exec(stat)?.[1]) };
}

/** One seat: `r`, the question if there is one, until the step is proved; then `n`, and the next one. */
async function work(seat: Seat, until: number, period: number, waits: number[]): Promise<void> {
  const seconds = (): number => performance.now() / 1000;
  await pause(Math.random() * period * 1000);
  while (seconds() < until) {
    seat.type('r');
    let began = seconds();
    let isAsked = false;
    while (!(seat.drawn().includes(proved) && seconds() - began > 0.3) && seconds() - began < patience) {
      if (!isAsked && seat.drawn().includes(asks)) {
        isAsked = true;
        seat.type('2');
        began = seconds();
      }
      if (seconds() >= until) break;
      await pause(30);
    }
    const waited = seconds() - began;
    if (seconds() < until || waited > 1) waits.push(waited);
    const rest = began + period * (0.5 + Math.random()) - seconds();
    await pause(Math.max(0.5, Math.min(rest, until - seconds())) * 1000);
    seat.type('n');
    await pause(800);
  }
}

/** So many learners on one machine, a step each now and then: how long from `r` to proved, and what a step costs the machine. */
export async function crowd(scratch: string, { seats, period, seconds }: Crowd): Promise<readonly Figure[]> {
  const names = Array.from({ length: seats }, (_, index) => `seat${index + 1}`);
  const labs = names.map((name) => createSandbox({ name, home: scratch }));
  const open: Seat[] = [];
  try {
    for (const lab of labs) {
      const up = await lab.up(() => undefined);
      if (!up.ok) throw new Error(`no lab: ${up.error.code}`);
    }
    for (const name of names) {
      open.push(openSeat(scratch, name));
      await pause(150);
    }
    await pause(15_000);
    const [before, began] = [machine(), performance.now()];
    const waits: number[] = [];
    await Promise.all(open.map((seat) => work(seat, began / 1000 + seconds, period, waits)));
    const [after, took] = [machine(), (performance.now() - began) / 1000];
    const asked = (seats * took) / period;
    const one = (what: string, at: number, limit: number): Figure => ({
      what: `${seats} UIs, a step each ${period} s: ${what}`,
      ours: `${percentile(waits, at).toFixed(1)} s`,
      floor: '',
      aim: `<= ${limit} s`,
      good: percentile(waits, at) <= limit,
    });
    return [
      one('r to proved, p95', 95, 6),
      one('r to proved, the longest', 100, 15),
      {
        what: `steps a minute (asked for: ${((asked / took) * 60).toFixed(0)}); machine busy; CPU, processes a step`,
        ours: `${((waits.length / took) * 60).toFixed(0)}`,
        floor: `${((after.busy - before.busy) / took).toFixed(2)} cores`,
        aim: `${((after.busy - before.busy) / waits.length).toFixed(2)} s, ${((after.started - before.started) / waits.length).toFixed(0)}`,
      },
    ];
  } finally {
    for (const seat of open) seat.end();
    await pause(2_000);
    for (const lab of labs) await lab.down();
  }
}
