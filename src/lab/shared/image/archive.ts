import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../../result.ts';
import type { LabFailure } from '../../lab.ts';
import { failures } from '../failure.ts';
import { complete } from '../process.ts';
import { toolEnv } from '../programs.ts';
import type { StandInPlan } from './plan.ts';

const architectures: { readonly [node: string]: string } = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: '386',
  riscv64: 'riscv64',
};

/** Packs a file tree as an archive for `docker load` (one layer, Docker Image Specification v1.2). The same tree gives the same bytes. */
export async function writeArchive(
  root: string,
  archive: string,
  plan: StandInPlan,
): Promise<Result<void, LabFailure>> {
  const parts = join(plan.scratch, 'archive');
  await mkdir(parts, { recursive: true });
  const packed = await tar(plan, join(parts, 'layer.tar'), root, ['.']);
  if (!packed.ok) return packed;
  const layer = await sha256(join(parts, 'layer.tar'));
  const config = JSON.stringify({
    architecture: architectures[process.arch] ?? process.arch,
    os: 'linux',
    created: '2017-07-01T00:00:00Z',
    config: {
      Cmd: ['nginx', '-g', 'daemon off;'],
      Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
      ExposedPorts: { '80/tcp': {} },
      Labels: { 'bridgework.stand-in': 'true' },
      StopSignal: 'SIGTERM',
    },
    rootfs: { type: 'layers', diff_ids: [`sha256:${layer}`] },
    history: [{ created: '2017-07-01T00:00:00Z', created_by: 'bridgework' }],
  });
  const name = `${createHash('sha256').update(config).digest('hex')}.json`;
  await writeFile(join(parts, name), config);
  await writeFile(
    join(parts, 'manifest.json'),
    JSON.stringify([{ Config: name, RepoTags: [plan.image], Layers: ['layer.tar'] }]),
  );
  const whole = await tar(plan, `${archive}.part`, parts, ['manifest.json', name, 'layer.tar']);
  if (!whole.ok) return whole;
  await rename(`${archive}.part`, archive);
  return ok(undefined);
}

async function tar(
  plan: StandInPlan,
  to: string,
  folder: string,
  entries: readonly string[],
): Promise<Result<void, LabFailure>> {
  const args = [
    '-cf',
    to,
    '--numeric-owner',
    '--owner=0',
    '--group=0',
    '--sort=name',
    '--mtime=@0',
    '-C',
    folder,
    ...entries,
  ];
  const bounds = { timeoutMs: 120_000, ...(plan.signal ? { signal: plan.signal } : {}) };
  const result = await complete({ file: 'tar', args, env: toolEnv() }, bounds);
  return result.exitCode === 0 ? ok(undefined) : err(failures.image(result.stderr));
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
