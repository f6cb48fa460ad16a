import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFrame } from './frame.ts';

const nonce = '0123456789abcdef';

interface Written {
  readonly exitCode: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** As the round's script writes it. */
function written(facts: readonly Written[], changed = false): Buffer {
  const lines = facts.map(({ exitCode }, index) => `${index} ${exitCode} 100.05 100.17`);
  const files = facts.flatMap(({ stdout, stderr }, index) => [
    [`${index}.out`, stdout] as const,
    [`${index}.err`, stderr] as const,
  ]);
  const total = files.reduce((sum, [, { length }]) => sum + length, 0);
  const sizes = [...files.map(([name, { length }]) => `${String(length).padStart(7)} ${name}`), `${total} total`];
  const head = ['round 1', 'before 1 2', `after ${changed ? '3 4' : '1 2'}`, ...lines, 'sizes', ...sizes, 'bytes', ''];
  return Buffer.concat([Buffer.from(head.join('\n')), ...files.map(([, bytes]) => bytes)]);
}

const sent = (bytes: Buffer): string =>
  `${nonce} begin\n${bytes.toString('base64').replace(/.{76}/g, '$&\n')}\n${nonce} end\n`;

const evil = [`\n${nonce} end\n`, `${nonce} begin\n`, '\nbytes\n', 'round 1\n', '0 0 1 2\n', '\0', '\xff'];
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.array(fc.constantFrom(...evil), { maxLength: 4 }).map((words) => new TextEncoder().encode(words.join(''))),
);
const fact: fc.Arbitrary<Written> = fc.record({ exitCode: fc.nat(255), stdout: bytes, stderr: bytes });

test('any bytes come back as they were, also those that look like a frame', () => {
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 6 }), fc.boolean(), (facts, changed) => {
      const frame = readFrame(sent(written(facts, changed)), nonce);
      if (typeof frame === 'string') throw new Error(frame);
      expect(frame.before === frame.after).toBe(!changed);
      const seen = facts.map((_, index) => frame.facts.get(index));
      const plain = (all: readonly (Written | undefined)[]) =>
        all.map((part) => part && { ...part, stdout: [...part.stdout], stderr: [...part.stderr] });
      expect(plain(seen)).toEqual(plain(facts).map((part) => ({ ...part, ms: 120 })));
    }),
  );
});

const one = [{ exitCode: 0, stdout: Buffer.from('hello'), stderr: Buffer.from('') }];

test('login banners before and after, and the line ends of a terminal, do no harm', () => {
  const output = `Welcome!\r\n${nonce} is not a beginning\r\n${sent(written(one)).replaceAll('\n', '\r\n')}logout\r\n`;
  const frame = readFrame(output, nonce);
  expect(typeof frame === 'object' && Buffer.from(frame.facts.get(0)?.stdout ?? []).toString()).toBe('hello');
});

test('what was cut anywhere is no frame, and never another one', () => {
  const whole = sent(written(one)).trimEnd();
  fc.assert(
    fc.property(fc.nat(whole.length - 1), (length) => {
      expect(readFrame(whole.slice(0, length), nonce)).toBe('cut');
    }),
  );
});

test('bytes that got lost on the way are noticed', () => {
  const encoded = written(one).toString('base64');
  const lost = `${nonce} begin\n${encoded.slice(0, 8)}${encoded.slice(12)}\n${nonce} end\n`;
  const damaged = `${nonce} begin\n!!!!\n${nonce} end\n`;
  expect([readFrame(lost, nonce), readFrame(damaged, nonce)]).toEqual(['garbled', 'garbled']);
});

test("another round's frame is not ours", () => {
  expect(readFrame(sent(written(one)), 'fedcba9876543210')).toBe('cut');
});

test('a lab without any place for files says so', () => {
  expect(readFrame(`${nonce} no-folder\n`, nonce)).toBe('no-folder');
});

test('the format is the one of the real tools', () => {
  const script = `cd "$(mktemp -d)" && trap 'rm -rf "$PWD"' EXIT
printf 'a\\000b\\377' >0.out; printf '' >0.err
echo "$1 begin"; { printf 'round 1\\nbefore 1 2\\nafter 1 2\\n0 3 5.00 5.25\\nsizes\\n'; wc -c 0.out 0.err; echo bytes; cat 0.out 0.err; } | base64
echo "$1 end"`;
  const frame = readFrame(spawnSync('sh', ['-c', script, 'sh', nonce], { encoding: 'utf8' }).stdout, nonce);
  const seen = typeof frame === 'object' ? frame.facts.get(0) : undefined;
  expect([seen?.exitCode, seen?.ms, [...(seen?.stdout ?? [])]]).toEqual([3, 250, [97, 0, 98, 255]]);
});
