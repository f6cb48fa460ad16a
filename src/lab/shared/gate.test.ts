import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Turn } from '../lab.ts';
import { gateFolder, takeTurn } from './gate.ts';
import { before, isDead, readTicket, ticketName } from './gate-order.ts';

function home(): string {
  const made = mkdtempSync(join(tmpdir(), 'bridgework-gate-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
const tickets = (of: string): readonly string[] => readdirSync(join(of, gateFolder)).toSorted();
const awaited = { isAwaited: () => true };
const aside = { isAwaited: () => false };

/** Asks for a turn; `entered` says when it got one. */
function asking(of: string, options = awaited) {
  const turn: { got?: Turn } = {};
  const done = takeTurn(of, options, 1).then((got) => {
    turn.got = got;
    return got;
  });
  return { done, has: () => turn.got !== undefined };
}

test('as many at once as there is room, and one more for each that ends', async () => {
  const of = home();
  const [one, two] = [await takeTurn(of, awaited, 2), await takeTurn(of, awaited, 2)];
  const third = takeTurn(of, awaited, 2);
  await expect.poll(() => tickets(of).filter((name) => name.startsWith('waits')).length).toBe(1);
  expect(tickets(of)).toHaveLength(3);
  one.release();
  (await third).release();
  two.release();
  two.release();
  expect(tickets(of)).toEqual([]);
});

test('who is waited for comes first, then who has waited longest', async () => {
  const of = home();
  const held = await takeTurn(of, awaited, 1);
  const back = asking(of, aside);
  await expect.poll(() => tickets(of)).toHaveLength(2);
  const person = asking(of);
  await expect.poll(() => tickets(of)).toHaveLength(3);
  held.release();
  const second = await person.done;
  expect(back.has()).toBe(false);
  second.release();
  (await back.done).release();
});

test('somebody may begin to wait for a look that is in the queue already', async () => {
  const of = home();
  const held = await takeTurn(of, awaited, 1);
  let isAwaited = false;
  const turn = takeTurn(of, { isAwaited: () => isAwaited }, 1);
  await expect.poll(() => tickets(of).some((name) => name.includes('-aside-'))).toBe(true);
  isAwaited = true;
  await expect.poll(() => tickets(of).some((name) => name.includes('-aside-'))).toBe(false);
  held.release();
  (await turn).release();
});

test('who gives up leaves nothing, and holds nobody up', async () => {
  const of = home();
  const held = await takeTurn(of, awaited, 1);
  const stop = new AbortController();
  const given = takeTurn(of, { ...awaited, signal: stop.signal }, 1);
  await expect.poll(() => tickets(of)).toHaveLength(2);
  stop.abort();
  (await given).release();
  expect(tickets(of)).toHaveLength(1);
  held.release();
});

test('a dead one is no hindrance: its ticket is taken away', async () => {
  const of = home();
  const script = `import { takeTurn } from ${JSON.stringify(join(import.meta.dirname, 'gate.ts'))};
await takeTurn(process.argv[1], { isAwaited: () => true }, 1); console.log('held'); setInterval(() => {}, 1000);`;
  const other = spawn(process.execPath, ['--input-type=module', '-e', script, of], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(other.stdout, 'data');
  const next = asking(of);
  expect(tickets(of).filter((name) => name.startsWith('holds'))).toHaveLength(1);
  other.kill('SIGKILL');
  (await next.done).release();
  expect(tickets(of)).toEqual([]);
}, 30_000);

test('tickets of another clock, and what is no ticket, hold nobody up', async () => {
  const of = home();
  mkdirSync(join(of, gateFolder));
  const future = Date.now() + 3_600_000;
  const strange = [
    ticketName({ state: 'holds', since: future, isAwaited: true }, 'a'),
    ticketName({ state: 'waits', since: 1, isAwaited: true }, 'b'),
    'holds-1-awaited-../x'.replaceAll('/', '_'),
    'README',
  ];
  for (const name of strange) writeFileSync(join(of, gateFolder, name), '');
  utimesSync(join(of, gateFolder, strange[1] ?? ''), future / 1000, future / 1000);
  (await takeTurn(of, awaited, 1)).release();
  expect(tickets(of)).toEqual(['README', 'holds-1-awaited-.._x']);
});

test('a gate that cannot be made is open', async () => {
  const of = home();
  writeFileSync(join(of, gateFolder), 'a file');
  (await takeTurn(of, awaited, 1)).release();
});

test('the order is the same for everybody', () => {
  const all = [
    { state: 'waits', since: 3, isAwaited: true },
    { state: 'waits', since: 2, isAwaited: false },
    { state: 'holds', since: 9, isAwaited: false },
    { state: 'waits', since: 3, isAwaited: true },
  ] as const;
  const named = all.flatMap((one, index) => readTicket(ticketName(one, String(index))) ?? []);
  const counts = named.filter(({ state }) => state === 'waits').map((mine) => before(mine, named).length);
  expect(counts).toEqual([1, 3, 2]);
  // Nobody is passed by for ever.
  const [late = named[0], old = named[1]] = [
    readTicket(ticketName({ state: 'waits', since: 20_000, isAwaited: true }, '5')),
    readTicket(ticketName({ state: 'waits', since: 9_999, isAwaited: false }, '6')),
  ];
  if (!late || !old) throw new Error('no tickets');
  expect(before(old, [late, old])).toEqual([]);
  expect([isDead(0, 6_001), isDead(6_001, 0), isDead(1_000, 2_000)]).toEqual([true, true, false]);
});
