import { afterEach, describe, expect, it } from 'vitest';
import { itemInWords, type Snapshot, without } from '../lab/here/ledger/item.ts';
import { lookScript } from '../lab/here/ledger/look.ts';
import { readSnapshot } from '../lab/here/ledger/snapshot.ts';
import { type Played, type PlayedOptions, playMachine } from '../lab/here/testing/played.ts';
import { checkDocument } from './json/check-document.ts';
import { onMachine } from './testing/on-machine.ts';

let played: Played | undefined;
afterEach(() => played?.discard());

async function look(on: Played): Promise<Snapshot> {
  const seen = readSnapshot(await on.sh(lookScript));
  if (!seen) throw new Error('the machine could not be looked at');
  return seen.items;
}

/** What differs between two looks, in words. */
const differences = (before: Snapshot, after: Snapshot) => ({
  gone: without(before, after).map(itemInWords),
  come: without(after, before).map(itemInWords),
});
const nothing = { gone: [], come: [] };

/** A network as `docker compose` makes its first one, with a container in it. */
const compose = `
docker network create --subnet 172.18.0.0/16 shop_default >/dev/null
docker load -q </run/machine/image.tar >/dev/null
docker run -d --name shop-web-1 --network shop_default -p 8099:80 nginx:1.13.3-alpine >/dev/null
`;

const machines: readonly (readonly [string, PlayedOptions, RegExp])[] = [
  ['a card called ens33, everything as in the source', {}, /^$/],
  [
    'a card called eth0, another LAN',
    { uplink: 'eth0', hostAddress: '10.0.2.15' },
    /the card that leads out is called eth0 .*10\.0\.2\.15.*peer1/,
  ],
  ['172.18.0.0/16 taken by a compose project', { setup: compose }, /the containers’ network is 10\.200\.18\.0\/24/],
];

describe('the whole course on a machine itself', () => {
  it.each(machines)('with %s', async (_, options, told) => {
    played = await playMachine('course', options);
    const before = await look(played);
    const solved = await onMachine(played, 'solve');
    expect(solved.err.replace(/[\s\S]*Not as in the source|[\s\S]*/, (all) => all.slice(-1200))).toMatch(/./);
    const checked = await onMachine(played, 'check', '--json');
    const { verdicts } = checkDocument.parse(JSON.parse(checked.out));
    expect(verdicts.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
    expect(verdicts.length).toBe(65);
    expect([solved.code, checked.code]).toEqual([0, 0]);
    if (told.source !== '^$') expect(solved.err).toMatch(told);
    expect((await onMachine(played, 'lab', 'down')).code).toBe(0);
    expect(differences(before, await look(played))).toEqual(nothing);
  });
});
