import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { type MessageId, messageIds } from '../i18n/catalogue.ts';
import { langs } from '../i18n/lang.ts';
import { placeholders } from '../i18n/testing/placeholders.ts';
import { text } from '../i18n/text.ts';
import { translator } from '../i18n/translate.ts';
import { trace } from '../trace/index.ts';
import { flow } from '../trace/testing/rendered.ts';
import { addLegacy, factsOf, insert, remove, solved } from '../trace/testing/solved.ts';
import { endDiagnosisOf, isWalkDiagnosis, openDiagnosisOf } from './end-diagnosis.ts';
import { endOf, ends, machines } from './testing/ends.ts';

const parts = ['what', 'why', 'next', 'hint1', 'hint2', 'hint3'] as const;

describe('every way in which a walk can end has a diagnosis of its own', () => {
  test.each(Object.entries(ends))('%s', (name, ended) => {
    const diagnosis = endOf(ended);
    expect(diagnosis?.id).toBe(`end-${name}`);
    for (const part of parts) {
      const id = `diagnosis.end-${name}.${part}` as MessageId;
      const [en = [], ...others] = langs.map((lang) => [...placeholders(lang, id)].sort());
      for (const other of others) expect(other).toEqual(en);
      expect(en.filter((value) => !(value in (diagnosis?.values ?? {})))).toEqual([]);
    }
    for (const lang of langs) {
      const hint = translator(lang)(text(`diagnosis.end-${name}.hint3` as MessageId, diagnosis?.values));
      const [, command = ''] = /^`(.+)`$/.exec(hint) ?? [];
      expect(command).toMatch(/^(ip|iptables-nft|nft|bridge|nsenter|sysctl|ss) /);
      expect(spawnSync('sh', ['-n'], { input: command, encoding: 'utf8' }).stderr).toBe('');
    }
  });

  test('and nothing else in the catalogue claims to be one', () => {
    const texts = messageIds('en').flatMap((id) => /^diagnosis\.(.+)\.what$/.exec(id)?.[1] ?? []);
    const walks = texts.filter(isWalkDiagnosis).sort();
    expect(walks).toEqual([...Object.keys(ends).map((name) => `end-${name}`), 'walk-differs', 'walk-open'].sort());
  });
});

test('a server that listens somewhere else is a near miss, and is said', () => {
  const diagnosis = endOf(ends['no-listener']);
  const what = translator('en')(text('diagnosis.end-no-listener.what', diagnosis?.values));
  expect(what).toBe('In c2 something listens at port 80, but only at 127.0.0.1:80; the call was for 172.18.0.3.');
});

test('rules of the older program are named as such, and taken out by it', () => {
  const world = solved();
  addLegacy(world.nodes.host, '*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -o ens33 -j DROP\nCOMMIT\n');
  const diagnosis = endDiagnosisOf(trace(factsOf(world), flow('c1 192.168.1.50')), machines);
  expect(diagnosis?.values?.['chain']).toBe('filter FORWARD, iptables-legacy');
  expect(diagnosis?.values?.['command']).toBe('iptables-legacy -t filter -D FORWARD -o ens33 -j DROP');
});

test('foreign names are one word of the shell, whatever they hold', () => {
  const world = solved();
  const chain = '$(reboot) `x`; y';
  const filter = world.nodes.host.rules.chains.find(({ table, name }) => table === 'filter' && name === 'FORWARD');
  if (!filter) throw new Error('no FORWARD');
  filter.name = chain;
  remove(world.nodes.host, '-i br0 -o ens33');
  const command = String(endDiagnosisOf(trace(factsOf(world), flow('c1 192.168.1.50')), machines)?.values?.['command']);
  const words = spawnSync('sh', ['-c', `set -- ${command}; printf '%s\\n' "$5"`], { encoding: 'utf8' });
  expect(words.stdout).toBe(`${chain}\n`);
});

test('a walk that nobody can finish says what is not known', () => {
  const world = solved();
  insert(world.nodes.host, 'filter', 'FORWARD', '-m u32 --u32 0x6&0xFF=0x6 -j DROP');
  const walked = trace(factsOf(world), flow('c1 172.18.0.3'));
  expect(endDiagnosisOf(walked, machines)).toBeUndefined();
  const { values } = openDiagnosisOf(walked, machines);
  expect(translator('en')(text('diagnosis.walk-open.what', values))).toContain('u32');
});

test('a request that arrives has no end', () => {
  expect(endDiagnosisOf(trace(factsOf(solved()), flow('c1 172.18.0.3')), machines)).toBeUndefined();
});
