import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Result } from '../result.ts';
import type { Lab, LabFailure, ScriptResult } from './lab.ts';
import { onTerminal } from './testing/pty.ts';

export interface LabUnderTest {
  readonly lab: Lab;
  /** Ends the lab and deletes whatever it left. */
  dispose(): Promise<void>;
}

const quiet = (): void => {};

function value<T>(result: Result<T, LabFailure>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${JSON.stringify(result.error.text)}`);
  return result.value;
}

/** What every lab promises to the rest of the program (lab.ts). `make` gives a lab that is not up yet. */
export function describeLabContract(name: string, make: () => Promise<LabUnderTest>): void {
  describe(name, () => {
    let subject: LabUnderTest;
    let lab: Lab;
    const sh = async (script: string, timeoutMs = 20_000): Promise<ScriptResult> =>
      value(await lab.run(script, { timeoutMs }));

    beforeAll(async () => {
      subject = await make();
      lab = subject.lab;
    });
    afterAll(() => subject?.dispose());

    test('a lab that was never up is down, and says so to whoever wants to use it', async () => {
      expect((await lab.status()).state).toBe('down');
      const refusals = [
        await lab.run('true', { timeoutMs: 1_000 }),
        await lab.stream('true', { onLine: quiet }),
        await lab.entry('host'),
      ];
      expect(refusals.map((refusal) => !refusal.ok && refusal.error.code)).toEqual(['not-up', 'not-up', 'not-up']);
      expect(await lab.down()).toEqual({ ok: true, value: undefined });
    });

    test('up tells its phases, and a second up changes nothing', async () => {
      const phases: string[] = [];
      const first = value(await lab.up((event) => phases.push(event.text.id)));
      expect(first).toMatchObject({ name: lab.name, kind: lab.kind, state: 'up' });
      expect(phases.length).toBeGreaterThan(0);
      expect(value(await lab.up(quiet))).toEqual(first);
      expect(await lab.status()).toEqual(first);
    });

    test('a script keeps its output, its errors and its exit code apart', async () => {
      expect(await sh('echo out; echo err >&2; exit 7')).toMatchObject({
        stdout: 'out\n',
        stderr: 'err\n',
        exitCode: 7,
        signal: null,
        timedOut: false,
      });
    });

    test('a script may be long, in any language, and quote what it likes', async () => {
      const words = `it's "$HOME" \\ 网桥 ${'x'.repeat(200_000)}`;
      expect((await sh(`cat <<'END'\n${words}\nEND\n`)).stdout).toBe(`${words}\n`);
    });

    test('a script can have an input of its own', async () => {
      const result = value(await lab.run('tr a-z A-Z', { timeoutMs: 5_000, stdin: 'shout' }));
      expect(result.stdout).toBe('SHOUT');
    });

    test('a script runs as root of the lab, in a clean environment', async () => {
      const { stdout } = await sh('id -u; env | grep -cE "^(npm_|VITEST|NODE_|SSH_)"; pwd');
      expect(stdout.split('\n').slice(0, 2)).toEqual(['0', '0']);
    });

    test('a script that takes too long is ended together with its children', async () => {
      const result = value(await lab.run('echo started; sleep 31.4159 & sleep 31.4159', { timeoutMs: 300 }));
      expect(result).toMatchObject({ timedOut: true, exitCode: null, signal: 'SIGKILL', stdout: 'started\n' });
      expect((await sh('ps -e -o args | grep -c "^sleep 31.4159"')).stdout).toBe('0\n');
    });

    test('aborting ends a script at once', async () => {
      const abort = new AbortController();
      const running = lab.run('sleep 27.1828', { timeoutMs: 60_000, signal: abort.signal });
      abort.abort();
      expect(value(await running)).toMatchObject({ signal: 'SIGKILL', timedOut: false });
    });

    test('many scripts run side by side', async () => {
      const results = await Promise.all(Array.from({ length: 12 }, (_, n) => sh(`echo ${n}`)));
      expect(results.map(({ stdout }) => stdout.trim())).toEqual(Array.from({ length: 12 }, (_, n) => String(n)));
    });

    test('a stream hands its lines on while the script runs, and tells how it ended', async () => {
      const lines: string[] = [];
      const go = '/tmp/stream-go';
      const ended = lab.stream(
        `echo begun; until [ -e ${go} ]; do sleep 0.02; done; printf '网桥\\nrest'; echo why >&2; exit 6`,
        {
          onLine: (line) => lines.push(line),
        },
      );
      await expect.poll(() => lines).toEqual(['begun']);
      await sh(`: >${go}`);
      expect(value(await ended)).toEqual({ stderr: 'why\n', exitCode: 6, signal: null });
      expect(lines).toEqual(['begun', '网桥', 'rest']);
    });

    test('a script that a line of a stream makes us run keeps its own output', async () => {
      const runs: Promise<ScriptResult>[] = [];
      value(await lab.stream('echo begun', { onLine: () => runs.push(sh('echo mine')) }));
      expect((await runs[0])?.stdout).toBe('mine\n');
    });

    test('aborting a stream ends everything that it started', async () => {
      const abort = new AbortController();
      const ended = lab.stream('sleep 16.1803 & (sleep 16.1803) & echo begun; sleep 16.1803', {
        signal: abort.signal,
        onLine: () => abort.abort(),
      });
      expect(value(await ended)).toMatchObject({ signal: 'SIGKILL' });
      await expect.poll(async () => (await sh('ps -e -o args | grep -c "^sleep 16.1803"')).stdout).toBe('0\n');
    });

    test('an interactive shell on a terminal names its node and runs commands', async () => {
      const shell = onTerminal(value(await lab.entry('host')));
      try {
        await shell.until(/\[host\]/);
        shell.type('echo "sum $((40 + 2))"; test -t 0 && exit 5\r');
        expect(await shell.exitCode).toBe(5);
        expect(shell.output()).toContain('sum 42');
      } finally {
        shell.kill();
      }
    });

    test('a node that does not exist is told, and a hostile name reaches no shell', async () => {
      expect(value(await lab.run('true', { timeoutMs: 10_000, node: 'c9' })).exitCode).toBe(125);
      for (const node of ['$(reboot)', '../x', '', '-t', 'a b', 'x'.repeat(100)]) {
        const refusal = await lab.entry(node);
        expect(refusal.ok ? 'entered' : refusal.error.code).toBe('no-such-node');
      }
    });

    test('down ends it, twice is fine, and the next up works', async () => {
      value(await lab.down());
      value(await lab.down());
      expect((await lab.status()).state).toBe('down');
      value(await lab.up(quiet));
      expect((await sh('echo again')).stdout).toBe('again\n');
    });
  });
}
