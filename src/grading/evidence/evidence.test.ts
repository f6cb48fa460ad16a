import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { course } from '../../../test/courses/vxlan/course.ts';
import { type CapturedRound, type Discarded, judgeCaptured } from '../../grade/evidence/captured.ts';
import { sealed, unsealed } from '../../grade/evidence/chain.ts';
import { evidenceOf, recordsOf, verdictsOf } from '../../grade/evidence/record.ts';
import { fingerprintOf } from '../../grade/evidence/signing-key.ts';
import type { Check } from '../../verify/check.ts';
import { capturedWith, grading, holdsWhen, newKey, roundWith, targetOf } from '../testing/captured.ts';
import { keyOrNew, makeKeys, readPublicKey, readSigningKey } from './keys.ts';
import { openEvidence, regrade, surveyEvidence } from './regrade.ts';
import { createStore, evidenceFileOf } from './store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bridgework-evidence-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const discardedOf = ({ looks: _, ...round }: CapturedRound): Discarded => ({ ...round, because: 'changed' });

const key = newKey();
const checks: readonly Check[] = [holdsWhen('one', 'a', 'yes'), holdsWhen('two', 'b', 'yes')];
const captured = capturedWith(roundWith({ a: 'yes', b: 'no' }), {
  discarded: [discardedOf(roundWith({}, { nonce: 'fedcba9876543210', after: '3 4' }))],
});
const at = '2026-11-28T10:00:00.000Z';
const target = targetOf('alice');
const evidence = {
  head: { id: 'a'.repeat(32), target, at, ...grading },
  captured,
  verdicts: verdictsOf(judgeCaptured(captured, checks, course).results),
};
const file = sealed(recordsOf(evidence), key);
const refusal = (content: string, trusted = [key.publicKey]) => {
  const read = unsealed(content, trusted);
  return read.ok
    ? 'ok'
    : [read.error.code, read.error.text.values?.['line']].filter((part) => part !== undefined).join(' ');
};

describe('a sealed file', () => {
  test('gives back all that was put in', () => {
    const read = unsealed(file, [newKey().publicKey, key.publicKey]);
    expect(read.ok && read.value.fingerprint).toBe(key.fingerprint);
    expect(read.ok && evidenceOf(read.value.records, course.params)).toEqual({ ok: true, value: evidence });
  });

  test('of another key, or of none, counts for nothing', () => {
    expect([refusal(file, []), refusal(file, [newKey().publicKey])]).toEqual(['untrusted', 'untrusted']);
  });

  test('that is cut off says where', () => {
    const lines = file.split('\n');
    expect(refusal(lines.slice(0, 3).join('\n'))).toBe('truncated 3');
    expect(refusal(`${lines.slice(0, 3).join('\n')}\n`)).toBe('truncated 3');
    expect(refusal(file.trimEnd())).toBe(`truncated ${lines.length - 1}`);
    expect(refusal('')).toBe('no-evidence');
  });

  test.each([
    ['a changed answer', (text: string) => text.replace('"stdout":"no"', '"stdout":"yes"'), 'tampered 7'],
    ['a changed date', (text: string) => text.replace(at, '2026-11-27T10:00:00.000Z'), 'tampered 2'],
    ['a line more', (text: string) => text.replace(/\n/, '\n{"type":"look"}\n'), 'tampered 2'],
    ['a line less', (text: string) => text.split('\n').toSpliced(3, 1).join('\n'), 'tampered 4'],
    [
      'lines in another order',
      (text: string) => {
        const l = text.split('\n');
        return [l[0], l[2], l[1], ...l.slice(3)].join('\n');
      },
      'tampered 2',
    ],
    ['something behind the seal', (text: string) => `${text}{"type":"x"}\n`, 'tampered 8'],
    [
      'another signature',
      (text: string) => text.replace(/"signature":"(.)/, (_, sign) => `"signature":"${sign === 'A' ? 'B' : 'A'}`),
      'tampered',
    ],
    ['another kind of file', () => '{"a":1}\n', 'no-evidence'],
    ['no JSON', () => 'PK\u0003\u0004\n', 'no-evidence'],
  ])('with %s is refused', (_, change, expected) => {
    expect(refusal(change(file))).toBe(expected);
  });

  test('with any one byte changed is refused', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.constantFrom('x', '0', ' ', '\n', '"'), (at, sign) => {
        fc.pre(file[at] !== sign);
        expect(refusal(file.slice(0, at) + sign + file.slice(at + 1))).not.toBe('ok');
      }),
    );
  });

  test('whose lines were chained anew, without the key, is refused', () => {
    const forged = sealed(recordsOf({ ...evidence, head: { ...evidence.head, target: targetOf('bob') } }), newKey());
    const own = /"key":"MC[^"]*"/.exec(file)?.[0] ?? '';
    expect(refusal(forged.replace(/"key":"MC[^"]*"/, own))).toBe('tampered');
  });

  test('can be checked with openssl and sha256sum, as the docs say', async () => {
    const made = await makeKeys({ privateKey: join(folder, 'k.pem'), publicKey: join(folder, 'k.pub.pem') });
    const own = made.ok ? made.value : key;
    const lines = sealed(recordsOf(evidence), own).trimEnd().split('\n');
    const seal = JSON.parse(lines.at(-1) ?? '');
    let hash = createHash('sha256').update('bridgework evidence 1').digest('hex');
    for (const line of lines.slice(0, -1))
      hash = execFileSync('sha256sum', { input: `${hash}\n${line}` })
        .toString()
        .slice(0, 64);
    await writeFile(join(folder, 'm'), `bridgework evidence 1\n${hash}`);
    await writeFile(join(folder, 's'), Buffer.from(seal.signature, 'base64'));
    const words = ['pkeyutl', '-verify', '-pubin', '-inkey', 'k.pub.pem', '-rawin', '-in', 'm', '-sigfile', 's'];
    expect(execFileSync('openssl', words, { cwd: folder }).toString()).toContain('Successfully');
  });
});

test.each([
  ['a round that changed while it was captured', capturedWith(roundWith({ a: 'x' }, { after: '9 9' }))],
  ['a nonce that was used twice', capturedWith(roundWith({}), { further: roundWith({}) })],
  [
    'facts of a walk that are of another state',
    capturedWith(roundWith({}), { further: roundWith({}, { nonce: 'fedcba9876543210', before: '3 3', after: '3 3' }) }),
  ],
])('%s is refused, even signed', (_, wrong) => {
  const read = evidenceOf(recordsOf({ ...evidence, captured: wrong }), course.params);
  expect(!read.ok && read.error.code).toBe('tampered');
});

test('a file of a newer version says so', () => {
  const [head, ...rest] = recordsOf(evidence);
  const read = evidenceOf([{ ...head, type: 'head', version: 2 }, ...rest], course.params);
  expect(!read.ok && read.error.text).toEqual({ id: 'evidence.version', values: { version: 2 } });
});

describe('files', () => {
  const keep = async (
    name: string,
    id: string,
    more: Partial<typeof evidence.head> = {},
    round = roundWith({ a: 'yes', b: 'no' }),
  ) => {
    const store = createStore({ folder: join(folder, name), key, grading });
    const own = capturedWith(round);
    const stored = await store.keep({
      id: 'b'.repeat(32),
      target: targetOf(id),
      at,
      ...more,
      captured: own,
      verdicts: verdictsOf(judgeCaptured(own, checks, course).results),
    });
    if (!stored.ok) throw new Error(stored.error.code);
    return stored.value;
  };
  const regraded = async (files: readonly string[], by = checks) => {
    const survey = await surveyEvidence(files, [key.publicKey], course);
    const found = [];
    for (const file of files) {
      const refusal = survey.refusalOf(file);
      const judged = () => regrade(file, survey.targetOf(file), [key.publicKey], by, course);
      found.push(refusal ? { look: refusal, changed: [] } : await judged());
    }
    return found;
  };

  test('are judged again to the same verdicts, and by a corrected course to others', async () => {
    const { file: stored, sha256 } = await keep('again', 'alice');
    const [same] = await regraded([stored]);
    expect(same).toMatchObject({
      changed: [],
      look: { looked: true, at, target: { id: 'alice' }, evidence: { file: stored, sha256, key: key.fingerprint } },
    });
    const [corrected] = await regraded(
      [stored],
      [holdsWhen('one', 'a', 'yes'), holdsWhen('two', 'b', 'no'), holdsWhen('three', 'c', 'yes')],
    );
    expect(corrected?.changed).toEqual(['two', 'three']);
    const results = corrected?.look.looked ? corrected.look.results : [];
    expect(results.map(({ verdict }) => verdict.verdict)).toEqual(['pass', 'pass', 'error']);
    expect((await stat(stored)).mode & 0o777).toBe(0o600);
  });

  test('that tell of the same look count once; of two looks at one target the later one counts', async () => {
    const { file: stored } = await keep('twice', 'alice');
    const copy = join(folder, 'twice', 'copy.evidence.jsonl');
    await copyFile(stored, copy);
    const later = (
      await keep(
        'later',
        'alice',
        { at: '2026-11-28T12:00:00.000Z' },
        roundWith({ a: 'no', b: 'no' }, { nonce: '1111111111111111' }),
      )
    ).file;
    const causes = async (files: readonly string[]) =>
      (await regraded(files)).map(({ look }) => (look.looked ? 'looked' : [look.cause.code, look.cause.text.id]));
    expect(await causes([stored, copy])).toEqual(['looked', ['replayed', 'evidence.replayed']]);
    expect(await causes([stored, later])).toEqual([['replayed', 'evidence.older'], 'looked']);
    expect(await causes([later, stored])).toEqual(['looked', ['replayed', 'evidence.older']]);
  });

  test('that cannot be read, are a folder or something else are refused one by one', async () => {
    const { file: good } = await keep('mixed', 'alice');
    const other = join(folder, 'mixed', 'other');
    await writeFile(other, 'hello\n');
    const codes = (await regraded([join(folder, 'missing'), folder, other, good])).map(({ look }) =>
      look.looked ? 'looked' : look.cause.code,
    );
    expect(codes).toEqual(['unreadable', 'unreadable', 'no-evidence', 'looked']);
  });

  test('have names that lead nowhere else', () => {
    for (const id of ['../../etc/passwd', '/etc/passwd', '.', '..', '', 'a\0b', 'x'.repeat(500), '王']) {
      expect(evidenceFileOf({ id }, at)).toMatch(/^[A-Za-z0-9@_-][A-Za-z0-9._@-]{0,130}\.evidence\.jsonl$/);
    }
    expect(evidenceFileOf({ id: 'alice@school.edu' }, at)).toBe('alice@school.edu@20261128T100000Z.evidence.jsonl');
    expect(new Set(['a/b', 'a-b', 'a b'].map((id) => evidenceFileOf({ id }, at))).size).toBe(3);
  });

  test('a folder that cannot be used is our failure, told with its name', async () => {
    await writeFile(join(folder, 'file'), '');
    const store = createStore({ folder: join(folder, 'file', 'x'), key, grading });
    const stored = await store.keep({ id: 'x', target, at, captured, verdicts: [] });
    expect(!stored.ok && stored.error.code).toBe('no-evidence-kept');
  });
});

test('keys: of several that are made at once, all use the one that is there in the end', async () => {
  const files = { privateKey: join(folder, 'race.pem'), publicKey: join(folder, 'race.pub.pem') };
  const found = await Promise.all(Array.from({ length: 8 }, () => keyOrNew(files)));
  const open = await readPublicKey(files.publicKey);
  const prints = found.map((one) => (one.ok ? one.value.key.fingerprint : one.error.id));
  expect(new Set(prints)).toEqual(new Set([open.ok && fingerprintOf(open.value)]));
  expect(found.filter((one) => one.ok && one.value.isNew)).toHaveLength(1);
});

test('keys: a public half without its private one is somebody’s, and no pair is made half', async () => {
  const files = { privateKey: join(folder, 'half.pem'), publicKey: join(folder, 'half.pub.pem') };
  await writeFile(files.publicKey, 'somebody’s');
  expect((await keyOrNew(files)).ok).toBe(false);
  expect(await readFile(files.publicKey, 'utf8')).toBe('somebody’s');
  await expect(stat(files.privateKey)).rejects.toThrow('ENOENT');
});

test('keys: made once, for their owner only, never overwritten', async () => {
  const files = { privateKey: join(folder, 'own.pem'), publicKey: join(folder, 'own.pub.pem') };
  const made = await makeKeys(files);
  expect(made.ok && (await stat(files.privateKey)).mode & 0o777).toBe(0o600);
  expect((await makeKeys(files)).ok).toBe(false);
  const [read, open] = [await readSigningKey(files.privateKey), await readPublicKey(files.publicKey)];
  expect([read.ok && read.value.fingerprint, open.ok]).toEqual([made.ok && made.value.fingerprint, true]);
  await chmod(files.privateKey, 0o644);
  const readable = await readSigningKey(files.privateKey);
  expect(!readable.ok && readable.error.id).toBe('evidence.key-open');
  const unknown = await readPublicKey(join(folder, 'none'));
  expect(!unknown.ok && unknown.error.id).toBe('evidence.key-unreadable');
  expect(await readFile(files.publicKey, 'utf8')).toContain('BEGIN PUBLIC KEY');
});

test('openEvidence tells of a key that is not trusted', async () => {
  const lonely = join(folder, 'lonely');
  await writeFile(lonely, sealed(recordsOf(evidence), newKey()));
  const opened = await openEvidence(lonely, [key.publicKey], course);
  expect(!opened.ok && opened.error.code).toBe('untrusted');
});
