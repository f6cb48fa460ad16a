import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A disk that is full at the worst moment: a file system of 64 kB in mounts of the test's own, filled up to a few bytes. What was there
 * stays as it was, what was to be made is not there by half, and with room again it goes on.
 */
const root = join(import.meta.dirname, '../..');
let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'bridgework-test-'));
});
afterAll(() => rm(place, { recursive: true, force: true }));

const fill = 'head -c 1M /dev/zero >filler 2>/dev/null || :';
/** Runs shell lines with the small file system as the working directory and as the state folder. */
const onFull = (script: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const mounted = `set -e; mount -t tmpfs -o size=64k,mode=755 small "$1"; cd "$1"
      bridgework() { "$ROOT/bin/bridgework" "$@" 2>&1 || echo "exit $?"; }
      ${script}`;
    const args = ['--mount', '--', 'sh', '-c', mounted, 'sh', place];
    const env = { ...process.env, BRIDGEWORK_HOME: place, NODE_DISABLE_COMPILE_CACHE: '1', ROOT: root };
    execFile('unshare', args, { env }, (error, stdout, stderr) => {
      if (error) reject(new Error(`${stdout}\n${stderr}`));
      else resolve(stdout);
    });
  });

describe('a full disk loses nothing, and says so', () => {
  it('at the first key', async () => {
    const seen = await onFull(`mkdir keys; ${fill}
      bridgework evidence key; ls keys | wc -l; rm filler
      bridgework evidence key; ls keys; bridgework evidence key`);
    expect(seen).toMatch(/^The key could not be written .*ENOSPC.*\nexit 2\n0\n/);
    const [, ...after] = seen.split('\nexit 2\n0\n');
    expect(after.join('')).toMatch(/evidence\.pem\nevidence\.pub\.pem\n[^\n]*evidence\.pub\.pem\n$/);
  });

  it('at a plan and at a report', async () => {
    const seen = await onFull(`${fill}
      bridgework grade plan init plan.yaml; ls; rm filler
      bridgework grade plan init plan.yaml >/dev/null; bridgework grade plan lint plan.yaml`);
    expect(seen).toMatch(/ENOSPC.*\nexit 2\nfiller\n/);
    expect(seen.trimEnd()).not.toMatch(/exit \d$/);
  });

  it('at the output itself: in plain words, and not as a success', async () => {
    const seen = await onFull('"$ROOT/bin/bridgework" course list 2>&1 >/dev/full || echo "exit $?"');
    expect(seen).toMatch(/^The output could not be written whole \(ENOSPC\)\..*\nexit 2\n$/);
  });

  it('at progress and reports: the old ones stay, whole', async () => {
    const seen = await onFull(`cat >try.mjs <<'EOF'
        import { execFileSync } from 'node:child_process';
        import { readFileSync, rmSync } from 'node:fs';
        const { createProgressStore } = await import(process.env.ROOT + '/src/learn/progress-file.ts');
        const { writePieces } = await import(process.env.ROOT + '/src/grading/write-file.ts');
        const store = createProgressStore('progress/default.json');
        const { progress } = await store.load();
        const first = await store.save(progress);
        await writePieces('report.json', ['whole']);
        execFileSync('sh', ['-c', '${fill}']);
        const large = { ...progress, steps: Object.fromEntries(Array.from({ length: 5000 }, (_, at) => ['step-' + at, 'done'])) };
        const notice = await store.save(large);
        const failed = await writePieces('report.json', ['x'.repeat(100_000)]).catch(({ code }) => code);
        rmSync('filler');
        const again = await store.load();
        console.log(JSON.stringify([first ?? null, notice?.id, failed, readFileSync('report.json', 'utf8'), again.notice ?? null]));
EOF
      "${process.execPath}" try.mjs; ls progress`);
    const [told, ...files] = seen.trim().split('\n');
    expect(JSON.parse(told ?? '')).toEqual([null, 'learn.progress-unsaved', 'ENOSPC', 'whole', null]);
    expect(files).toEqual(['default.json']);
  });
});
