import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { text } from '../../i18n/text.ts';
import { err, ok } from '../../result.ts';
import type { Lab, LineEnd, LineOptions } from '../lab.ts';
import { createTerminal } from './terminal.ts';

/** A lab without walls: the line's terminal alone is under test. `terminal.lab.test.ts` has a real one. */
const open: Pick<Lab, 'entry' | 'run'> = {
  entry: (_node, argv = ['sh']) =>
    Promise.resolve(
      ok({ file: argv[0] ?? 'sh', args: argv.slice(1), env: { PATH: process.env['PATH'] ?? '', SHLVL: '1' } }),
    ),
  run: (script, { timeoutMs }) =>
    new Promise((resolve) => {
      const child = spawn('sh', [], { stdio: ['pipe', 'pipe', 'inherit'], timeout: timeoutMs });
      let stdout = '';
      child.stdout.on('data', (data) => {
        stdout += data;
      });
      child.on('close', (exitCode) =>
        resolve(ok({ stdout, stderr: '', exitCode, signal: null, timedOut: false, ms: 0 })),
      );
      child.stdin.end(script);
    }),
};

interface Ran extends LineEnd {
  readonly output: string;
}

async function line(command: string, options: Partial<LineOptions> = {}): Promise<Ran> {
  let output = '';
  const onData = (chunk: string): void => {
    output += chunk;
    options.onData?.(chunk);
  };
  const result = await createTerminal(open)(command, { timeoutMs: 20_000, ...options, onData });
  if (!result.ok) throw new Error(result.error.code);
  return { ...result.value, output };
}

/** Pids of processes whose command line holds this text. */
function running(marker: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(marker);
    } catch {
      return false;
    }
  });
}

const unique = (): string => `31${Math.floor(Math.random() * 1e9)}`;

describe('a line in a terminal of its own', () => {
  it('streams what it prints and gives its exit code', async () => {
    const { output, ended, exitCode } = await line('echo one; echo two >&2; exit 3');
    expect({ output, ended, exitCode }).toEqual({ output: 'one\r\ntwo\r\n', ended: 'exited', exitCode: 3 });
  });

  it('has a real terminal of the wanted size', async () => {
    const { output } = await line('test -t 0 && test -t 1 && stty size', { columns: 101, rows: 33 });
    expect(output).toBe('33 101\r\n');
  });

  it('understands bash, quotes and nested commands', async () => {
    const { output } = await line(`a=(x "it's \\"ok\\"" 世界); echo "\${a[1]} $(printf '%s' "\${a[2]}")"`);
    expect(output).toBe('it\'s "ok" 世界\r\n');
  });

  it('never cuts a wide character in two', async () => {
    const chunks: string[] = [];
    await line("printf '%s' '测试测试测试'; for i in 1 2 3 4 5 6 7 8 9; do printf '界%.0s' $(seq 5000); done", {
      onData: (chunk) => chunks.push(chunk),
    });
    expect(chunks.join('')).not.toContain('\uFFFD');
    expect(chunks.join('')).toHaveLength(6 + 45_000);
  });

  it('gives 128 + signal for a command that was killed', async () => {
    expect((await line('kill -TERM $$')).exitCode).toBe(143);
  });

  it('ends a command that hangs, and says so', async () => {
    const marker = unique();
    const { ended } = await line(`sleep ${marker}`, { timeoutMs: 300 });
    expect(ended).toBe('timed-out');
    expect(running(`sleep\0${marker}`)).toEqual([]);
  });

  it.each([
    [
      'a child that ignores Ctrl-C and TERM',
      (m: string) => `trap '' INT TERM HUP; sh -c "trap '' INT TERM HUP; echo ready; sleep ${m}; sleep ${m}"`,
    ],
    ['a background child in a session of its own', (m: string) => `setsid sleep ${m} & echo ready; sleep ${m}`],
    ['a child with a cleaned environment', (m: string) => `echo ready; env -i /bin/sleep ${m}`],
    ['an orphan', (m: string) => `(sleep ${m} &) ; echo ready; cat`],
  ])('cancelling leaves no process: %s', async (_name, command) => {
    const marker = unique();
    const controller = new AbortController();
    const ran = await line(command(marker), {
      signal: controller.signal,
      onData: (chunk) => chunk.includes('ready') && controller.abort(),
    });
    expect(ran.ended).toBe('cancelled');
    expect(running(marker)).toEqual([]);
  });

  it('does not start when it is cancelled already', async () => {
    expect((await line('echo never', { signal: AbortSignal.abort() })).output).toBe('');
  });

  it('slows down a flood instead of keeping it', async () => {
    const controller = new AbortController();
    let seen = 0;
    await line('yes', {
      signal: controller.signal,
      onData: (chunk) => {
        seen += chunk.length;
        if (seen > 400_000) controller.abort();
      },
    });
    expect(seen).toBeLessThan(8_000_000);
  });

  it('says that the lab is not up', async () => {
    const down = createTerminal({
      ...open,
      entry: () => Promise.resolve(err({ code: 'not-up', text: text('learn.timeout', { seconds: 1 }) })),
    });
    const result = await down('true', { onData: () => undefined, timeoutMs: 1000 });
    expect(result).toMatchObject({ ok: false, error: { code: 'not-up' } });
  });
});
