import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../../result.ts';
import type { LabFailure } from '../../lab.ts';
import { failures } from '../failure.ts';
import { installFor } from '../install.ts';
import { complete } from '../process.ts';
import { toolEnv } from '../programs.ts';
import { writeArchive } from './archive.ts';
import { librariesOf } from './libraries.ts';
import { canUnpack, findNameServer, findStaticBusybox, findWebServer, lackingPrograms } from './packages.ts';
import type { StandInPlan } from './plan.ts';
import { writeRootFolder } from './rootfs.ts';

/**
 * Builds the offline stand-in for the stock image from nginx and busybox: this machine's own, else Debian's, which are
 * unpacked, never installed. Returns the finished folder: `image.tar`, and the tools for the lab's other nodes.
 */
export async function buildStandIn(plan: StandInPlan): Promise<Result<string, LabFailure>> {
  const folder = join(plan.scratch, 'result');
  const root = join(plan.scratch, 'root');
  await mkdir(join(folder, 'lib'), { recursive: true });
  const lacking = await lackingPrograms();
  if (lacking.length > 0 && !(await canUnpack(plan.prefetched)))
    return err(failures.imagePrograms(lacking, await installFor(lacking)));
  const nginx = await findWebServer(plan);
  if (!nginx.ok) return nginx;
  const busybox = await findStaticBusybox(plan);
  if (!busybox.ok) return busybox;
  const dns = await findNameServer(plan);
  if (!dns.ok) return dns;

  const libraries = await librariesOf(nginx.value, plan.scratch);
  if (!libraries.ok) return libraries;
  const applets = await complete({ file: busybox.value, args: ['--list'], env: toolEnv() }, { timeoutMs: 5_000 });
  if (applets.exitCode !== 0) return err(failures.image(applets.stderr));
  await writeRootFolder(root, {
    nginx: nginx.value,
    busybox: busybox.value,
    applets: applets.stdout.trim().split('\n'),
    libraries: libraries.value,
  });
  const archived = await writeArchive(root, join(folder, 'image.tar'), plan);
  if (!archived.ok) return archived;

  // Programs of this machine are in the lab anyway; only what was unpacked has to be brought along.
  if (busybox.value.startsWith(plan.scratch)) await copyFile(busybox.value, join(folder, 'busybox'));
  for (const program of [nginx.value, dns.value].filter((file) => file.startsWith(plan.scratch))) {
    const needs = await librariesOf(program, plan.scratch);
    if (!needs.ok) return needs;
    await copyFile(program, join(folder, basename(program)));
    for (const library of needs.value.filter((file) => file.path.startsWith(plan.scratch))) {
      await copyFile(library.path, join(folder, 'lib', library.name));
    }
  }
  return ok(folder);
}
