import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../text/span.ts';
import { cellWidth, printable } from '../text/width.ts';
import { createEmulator, type Emulator } from './emulator.ts';

const size = { columns: 20, rows: 4 };

interface Shown {
  readonly rows: readonly string[];
  readonly answers: string;
  readonly reports: readonly string[];
  readonly emulator: Emulator;
}

async function shows(...chunks: readonly string[]): Promise<Shown> {
  let answers = '';
  const reports: string[] = [];
  const emulator = createEmulator({
    ...size,
    onAnswer: (text) => {
      answers += text;
    },
    onReport: (text) => void reports.push(text),
  });
  for (const chunk of chunks) await new Promise<void>((done) => emulator.write(chunk, done));
  return { rows: emulator.screen().lines.map(plainText), answers, reports, emulator };
}

test('colours and weights come as spans, the cursor as an inverse cell', async () => {
  const { emulator } = await shows('\u001b[1;31mred\u001b[0m \u001b[38;5;200mx\u001b[48;2;1;2;3my\u001b[0m');
  expect(emulator.screen().lines[0]).toEqual([
    { text: 'red', paint: { colour: 'red', bold: true } },
    { text: ' ' },
    { text: 'x', paint: { colour: 'ansi256(200)' } },
    { text: 'y', paint: { colour: 'ansi256(200)', background: '#010203' } },
    { text: ' ', paint: { inverse: true } },
  ]);
});

test('the alternate screen comes and goes, and what was there before is there again', async () => {
  const { rows, emulator } = await shows('\u001b[?25lbefore\r\n\u001b[?1049h\u001b[Hfull screen');
  expect(rows[0]).toBe('full screen');
  await new Promise<void>((done) => emulator.write('\u001b[?1049l', done));
  expect(plainText(emulator.screen().lines[0] ?? [])).toBe('before');
});

test('Chinese and emoji take two cells, and a row is as wide as its terminal', async () => {
  const { rows } = await shows('\u001b[?25l你好😀|\r\n一二三四五六七八九十X');
  expect(rows[0]).toBe('你好😀|');
  expect(rows.slice(1, 3)).toEqual(['一二三四五六七八九十', 'X']);
});

test('a program that asks for its cursor to be hidden has none', async () => {
  const { emulator } = await shows('\u001b[?25lx');
  expect(emulator.screen().lines[0]).toEqual([{ text: 'x' }]);
});

test('titles, clipboard and unknown sequences are nowhere; questions are answered to the program alone', async () => {
  const { rows, answers } = await shows(
    '\u001b]0;title\u0007\u001b]52;c;aGk=\u0007\u001bPq#0\u001b\\\u001b_apc\u001b\\\u001b[?25l\u001b[c\u001b[6nok',
  );
  expect(rows).toEqual(['ok', '', '', '']);
  expect(answers).toBe('\u001b[?1;2c\u001b[1;1R');
});

test('the shell reports by our sequence, and never more than a line', async () => {
  const { reports } = await shows('\u001b]7717;0;  12  ip link\u0007', `\u001b]7717;${'x'.repeat(5000)}\u0007`);
  expect(reports).toEqual(['0;  12  ip link']);
});

test('marks on one character are bounded', async () => {
  const { rows } = await shows(`a${'\u0301'.repeat(100_000)}`);
  expect(rows.join('').length).toBeLessThan(200);
});

test('whatever is printed, rows fit, and nothing in them means anything to a terminal', async () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom(
      '\u001b[31m',
      '\u001b[7m',
      '\u001b[2J',
      '\u001b[?1049h',
      '\u001b(0',
      '\u202e',
      '🇨🇳',
      '👨‍👩‍👧',
      'ᄒ',
      'ᅡ',
      'ᆫ',
      '\u009b31m',
      '\r\n',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
      const { rows } = await shows(parts.join(''));
      for (const row of rows) {
        expect(cellWidth(row)).toBeLessThanOrEqual(size.columns);
        expect(printable(row)).toBe(row);
      }
    }),
    { numRuns: 100, examples: [[[' 𖿠⺀  ', 'Ấ   ', '\u001b[31m', '\u202e', '     ', '🇨🇳']]] },
  );
});

test('a row that did not change stays the same line', async () => {
  const { emulator } = await shows('\u001b[?25lone\r\ntwo');
  const before = emulator.screen().lines;
  await new Promise<void>((done) => emulator.write('!', done));
  const after = emulator.screen().lines;
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

test('what has scrolled away can be read again, and typing is told where the end is', async () => {
  const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`).join('\r\n');
  const { emulator } = await shows(lines);
  emulator.scroll(-3);
  expect(emulator.screen().back).toBe(3);
  expect(plainText(emulator.screen().lines[0] ?? [])).toBe('line 3');
  emulator.scroll('end');
  expect(emulator.screen().back).toBe(0);
});
