import { describe, expect, it } from 'vitest';
import { neededBy, programs } from '../../src/programs.ts';
import { calledPrograms } from '../../src/testing/called-programs.ts';
import { scripts as calls } from './rendered.ts';

/** Where a script says what it does without: looked for first, or not missed. */
const optional: { readonly [script: string]: readonly string[] } = {
  'a round': ['iptables-nft-save', 'iptables-legacy-save'],
  'a live trace': ['tcpdump'],
  'the look': ['iptables-nft-save', 'iptables-legacy-save'],
  'the keeper': ['wall'],
  udev: ['udevadm'],
  doctor: ['apt-cache', 'zcat'],
};

describe.each(Object.entries(calls))('programs of the scripts for: %s', (kind, scripts) => {
  it.each(Object.entries(scripts))('%s calls only programs of the list', (name, script) => {
    expect(script.length, 'an empty script calls nothing').toBeGreaterThan(10);
    const called = [...calledPrograms(script)].filter((one) => !optional[name]?.includes(one));
    expect(called.filter((one) => !programs[one])).toEqual([]);
    if (kind === 'doctor') return;
    const needed = new Set(
      kind === 'both'
        ? [...neededBy('sandbox')].filter((one) => neededBy('here').includes(one))
        : neededBy(kind as 'sandbox'),
    );
    expect(
      called.filter((one) => !needed.has(one)),
      'called, but a lab starts without',
    ).toEqual([]);
  });
});
