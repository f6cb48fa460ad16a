import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Turn, TurnOptions } from '../lab.ts';
import { before, isDead, readTicket, type Ticket, ticketName } from './gate-order.ts';

/** Of the state folder. */
export const gateFolder = 'gate';

/** Milliseconds. */
const paces = {
  /** Between two questions whether it is one's turn, for each who is before. */
  ask: 25,
  askMost: 250,
  /** So often is everybody heard of who waits or holds. */
  beat: 1_000,
  /** Nobody holds a turn for longer, whatever a lab does to a look. */
  hold: 5_000,
  /** Nobody waits for longer, whatever is wrong with the gate. */
  wait: 120_000,
} as const;

/**
 * Waits for one of the few turns that this machine bears at once, all labs of this state folder together: looks wait for the
 * processor, and many at once only make each other late. A gate that cannot be used (a full disk) is open: it is there for
 * fairness, not for safety.
 */
export async function takeTurn(
  home: string,
  { isAwaited, signal }: TurnOptions,
  room: number = availableParallelism(),
): Promise<Turn> {
  const folder = join(home, gateFolder);
  const own = `${process.pid.toString(16)}-${randomUUID().slice(0, 13)}`;
  const since = Date.now();
  let mine = ticketOf({ state: 'waits', since, isAwaited: isAwaited() }, own);
  const become = async (state: Ticket['state'], from: number): Promise<void> => {
    const next = ticketOf({ state, since: from, isAwaited: isAwaited() }, own);
    if (next.name !== mine.name) await rename(join(folder, mine.name), join(folder, next.name));
    mine = next;
  };
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, mine.name), '');
    for (let heard = since; Date.now() - since < paces.wait; ) {
      const ahead = await countBefore(folder, mine);
      if (ahead < room) break;
      await pause(Math.min(paces.askMost, ahead * paces.ask), signal);
      if (signal?.aborted) break;
      if (Date.now() - heard > paces.beat) heard = await beat(folder, mine);
      await become('waits', since);
    }
    if (!signal?.aborted) await become('holds', Date.now());
  } catch {
    // Somebody took the ticket or the folder away, or there is no room for it: nobody waits for that.
  }
  return held(folder, () => mine);
}

const ticketOf = (ticket: Omit<Ticket, 'name'>, own: string): Ticket => ({ ...ticket, name: ticketName(ticket, own) });

/** How many are before it; the tickets of the dead are taken away on the way. */
async function countBefore(folder: string, mine: Ticket): Promise<number> {
  const tickets = (await readdir(folder)).flatMap((name) => readTicket(name) ?? []);
  const now = Date.now();
  let count = 0;
  for (const one of before(mine, tickets)) {
    const heard =
      one.state === 'holds' ? one.since : (await stat(join(folder, one.name)).catch(() => undefined))?.mtimeMs;
    if (heard === undefined) continue;
    if (isDead(heard, now)) await rm(join(folder, one.name), { force: true });
    else count += 1;
  }
  return count;
}

async function beat(folder: string, { name }: Ticket): Promise<number> {
  const now = Date.now();
  await utimes(join(folder, name), now / 1000, now / 1000);
  return now;
}

/** The turn ends when it is released, and at the latest after its time. */
function held(folder: string, ticket: () => Ticket): Turn {
  let isOver = false;
  const release = (): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(end);
    try {
      // At once: this may be the last thing that the program does.
      rmSync(join(folder, ticket().name), { force: true });
    } catch {
      // Somebody else will take it away.
    }
  };
  const end = setTimeout(release, paces.hold);
  end.unref();
  return { release };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}
