import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultParams } from '../../lessons/params/params.ts';
import { examine, judgeRound, planExamination } from '../../src/doctor/examine.ts';
import { messageIds } from '../../src/i18n/catalogue.ts';
import { langs } from '../../src/i18n/lang.ts';
import { placeholders } from '../../src/i18n/testing/placeholders.ts';
import { translator } from '../../src/i18n/translate.ts';
import type { Finding } from '../../src/lab/lab.ts';
import type { Round } from '../../src/round/index.ts';
import { pitfalls } from './index.ts';
import { byId, examinationOf } from './testing/machine.ts';

const nonce = '0123456789abcdef';
const part = (name: string, body: string, exitCode = 0): string =>
  `\n${nonce} begin ${name}\n${body}\n${nonce} end ${exitCode}\n`;

/** A round of which only some facts were observed. */
function round(facts: { readonly [key: string]: string }): Round {
  const observations = Object.entries(facts).map(
    ([key, stdout]) => [key, { stdout, stderr: '', exitCode: 0, ms: 1 }] as const,
  );
  return { nonce, changed: false, fingerprint: '-', observations: Object.fromEntries(observations) };
}

const finding = (id: string, facts: { readonly [key: string]: string }): Finding | undefined =>
  byId(judgeRound(round(facts), examinationOf())).get(id);

const docker = `doctor-engine:${defaultParams.image}`;
const machine = part('uid', '0') + part('uname', '6.12.0-amd64 x86_64') + part('running', 'dockerd');
/** `docker info -f '{{json .}}'`, cut down to what is read. */
const engine = (info: object): string =>
  part('asleep', '', 1) +
  part('info', JSON.stringify({ ServerVersion: '29.0.0', ...info })) +
  part('nearby', 'dockerd');

describe('an engine that is not on this machine', () => {
  // The names of the fields and values are those of Docker's documentation: neither ran here.
  it('may keep its rules in nftables (Docker 29)', () => {
    const nft = engine({ FirewallBackend: { Driver: 'nftables' } });
    expect(finding('engine-nftables', { [docker]: nft, machine })?.state).toBe('warning');
    const iptables = engine({ FirewallBackend: { Driver: 'iptables' } });
    expect(finding('engine-nftables', { [docker]: iptables, machine })?.state).toBe('ok');
  });

  it('may be in the virtual machine of Docker Desktop', () => {
    const desktop =
      part('asleep', '', 1) +
      part('info', JSON.stringify({ ServerVersion: '28.0', OperatingSystem: 'Docker Desktop' })) +
      part('nearby', '');
    expect(finding('engine-elsewhere', { [docker]: desktop, machine })?.state).toBe('blocking');
    expect(finding('engine-elsewhere', { [docker]: engine({}), machine })?.state).toBe('ok');
  });

  it('says what went wrong beside its JSON (Docker 28) or in it (20)', () => {
    const words = 'permission denied while trying to connect to the Docker daemon socket';
    const old = part('asleep', '', 1) + part('info', JSON.stringify({ ServerErrors: [words] }), 1);
    const young = part('asleep', '', 1) + part('info', `${JSON.stringify({ ServerVersion: '' })}\n${words}`, 1);
    for (const reading of [old, young])
      expect(finding('engine-access', { [docker]: reading, machine })?.state).toBe('blocking');
  });
});

describe('a look that did not work', () => {
  it('is neither good nor bad', async () => {
    const cut = await examine(async (script) => ({ stdout: script.slice(0, 100) }), examinationOf());
    expect(cut).toEqual([expect.objectContaining({ id: 'examination', state: 'unknown' })]);
    const unobservable = judgeRound(round({}), examinationOf());
    expect(unobservable).toHaveLength(pitfalls.filter(({ labs }) => labs.includes('here')).length);
    expect(new Set(unobservable.map(({ state }) => state))).toEqual(new Set(['unknown']));
  });

  it.each(['', '{', '[]', '\n\n', `${nonce} end 0`, '{"ServerVersion":3}'])('of nonsense is no bug: %j', (nonsense) => {
    const keys = planExamination(examinationOf()).requests.map(({ key }) => key);
    const all = judgeRound(round(Object.fromEntries(keys.map((key) => [key, nonsense]))), examinationOf());
    expect(all).toHaveLength(pitfalls.filter(({ labs }) => labs.includes('here')).length);
  });
});

it('a hostile name is only characters, in words and in the command', () => {
  const evil = 'x;$(id)\u001b[2J';
  const output = part('uid', '0') + part('uname', '6.12 x86_64') + part('env', `DOCKER_HOST=tcp://${evil}`);
  const found = finding('engine-elsewhere', { [docker]: engine({}), machine: output });
  expect(found && translator('en')(found.text)).toContain('tcp://x;$(id)?[2J');
  const links = JSON.stringify([
    { ifindex: 1, ifname: 'lo', flags: ['LOOPBACK', 'UP'], mtu: 65536, addr_info: [] },
    {
      ifindex: 2,
      ifname: evil,
      flags: ['UP'],
      mtu: 1500,
      addr_info: [{ family: 'inet', local: '172.18.0.1', prefixlen: 24, scope: 'global' }],
    },
  ]);
  expect(finding('gateway-mask', { 'interfaces:host': links })?.fix).toBe(
    "sudo ip address del 172.18.0.1/24 dev 'x;$(id)?[2J'",
  );
});

describe('the catalogue', () => {
  it('has every id once, and every word of every pitfall', () => {
    const ids = pitfalls.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const messages = messageIds('en').filter((id) => /^doctor\..*\.seen$/.test(id));
    expect(messages.map((id) => id.split('.')[1]).sort()).toEqual([...ids].sort());
  });

  it('has, for each pitfall, a machine that falls into it, and one that does not', () => {
    const [machines, engines, captured, played] = [
      'pitfalls.judgement',
      'engine.judgement',
      'examine',
      'surroundings',
    ].map((name) => readFileSync(new URL(`./${name}.test.ts`, import.meta.url), 'utf8'));
    const all = `${machines}${engines}${captured}${played}`;
    const produced = [...all.matchAll(/(?:\bid: |\bget\(|\bfinding\()'([a-z0-9-]+)'/g)].map(([, id]) => id);
    // Machines without an engine are looked at as they should be, id by id; the engine's list is in one test.
    const inOrder = /const ids = \[([\s\S]*?)\n {2}\];/.exec(engines ?? '')?.[1] ?? '';
    const absent = pitfalls.filter(({ id }) => (id.startsWith('engine-') ? inOrder.includes(`'${id}'`) : true));
    expect(pitfalls.map(({ id }) => id).filter((id) => !produced.includes(id))).toEqual([]);
    expect(absent.length).toBe(pitfalls.length);
  });

  it('knows at least 40 of the pitfalls of the handbook', () => {
    const numbers = new Set(pitfalls.flatMap(({ of }) => of));
    expect(numbers.size).toBeGreaterThanOrEqual(40);
    for (const number of numbers) expect(number).toMatch(/^F(0[1-9]|[1-5]\d|6[0-3])$/);
  });

  it('asks a sandbox’s machine little, and never an engine', () => {
    const { requests } = planExamination(examinationOf({ lab: 'sandbox' }));
    expect(requests.map(({ key }) => key).sort()).toEqual(['kernel-parts', 'machine', 'surroundings']);
  });

  it.each(langs)('says everything in %s, with the values that the sighting has', (lang) => {
    const translate = translator(lang);
    for (const { id } of pitfalls)
      for (const name of ['title', 'seen', 'effect'] as const) {
        const [en, own] = (['en', lang] as const).map((one) => placeholders(one, `doctor.${id}.${name}`));
        expect(own).toEqual(en);
        const values = Object.fromEntries((own ?? []).map((key) => [key, 1]));
        expect(translate({ id: `doctor.${id}.${name}`, values }).length).toBeLessThan(240);
      }
  });
});
