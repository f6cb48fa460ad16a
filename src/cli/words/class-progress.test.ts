import { Terminal } from '@xterm/headless';
import { expect, test } from 'vitest';
import { classProgress } from './class-progress.ts';

function screen(columns?: number) {
  let time = 0;
  const terminal = new Terminal({ cols: columns ?? 80, rows: 12, allowProposedApi: true, convertEol: true });
  let written = '';
  const progress = classProgress({
    write: (text) => {
      written += text;
      terminal.write(text);
    },
    ...(columns === undefined ? {} : { columns }),
    running: (name, seconds) => `${name} … ${seconds} s`,
    total: (done, running) => `${done} done, ${running} running`,
    now: () => time,
  });
  const lines = async (): Promise<readonly string[]> => {
    await new Promise<void>((resolve) => terminal.write('', resolve));
    const all = Array.from(
      { length: 12 },
      (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '',
    );
    return all.filter((line) => line !== '');
  };
  return {
    progress,
    lines,
    written: () => written,
    pass: (ms: number): void => {
      time += ms;
    },
  };
}

test('on a terminal, what runs stands below what has ended', async () => {
  const { progress, lines, pass } = screen(40);
  progress.begun('vm01');
  pass(3_000);
  progress.begun('vm02');
  expect(await lines()).toEqual(['vm01 … 3 s', 'vm02 … 0 s', '0 done, 2 running']);
  progress.ended('vm01', 'vm01: passed');
  progress.begun('vm03');
  expect(await lines()).toEqual(['vm01: passed', 'vm02 … 0 s', 'vm03 … 0 s', '1 done, 2 running']);
  progress.print('a remark');
  progress.ended('vm02', 'vm02: passed');
  expect(await lines()).toEqual(['vm01: passed', 'a remark', 'vm02: passed', 'vm03 … 0 s', '2 done, 1 running']);
  progress.close();
  expect(await lines()).toEqual(['vm01: passed', 'a remark', 'vm02: passed']);
});

test('a long or hostile name stays on its line', async () => {
  const { progress, lines } = screen(20);
  progress.begun(`x\u001b[2J\n${'长'.repeat(40)}`);
  const [first = '', ...rest] = await lines();
  expect([first.startsWith('x'), first.endsWith('…'), rest]).toEqual([true, true, ['0 done, 1 running']]);
  progress.close();
  expect(await lines()).toEqual([]);
});

test('without a terminal there is a line for each that has ended, and no escape sequence', () => {
  const { progress, written } = screen();
  progress.begun('vm01');
  progress.ended('vm01', 'vm01: passed');
  progress.close();
  expect(written()).toBe('vm01: passed\n');
});
