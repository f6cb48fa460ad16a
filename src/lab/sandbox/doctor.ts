import { dirname } from 'node:path';
import { text } from '../../i18n/text.ts';
import type { Finding, Lab, LabFailure, LabStatus } from '../lab.ts';
import { whyNoImage } from '../shared/image/image.ts';
import { type Held, hierarchies } from './cgroups.ts';
import { currentPlan } from './ids.ts';
import { countsProcesses, limits } from './limits.ts';
import { preflight } from './preflight.ts';
import { isForRootOnly, namespaceLimit } from './refusal.ts';
import { enoughRoom } from './room.ts';
import { canHaveVolume } from './volume.ts';

/** What this machine offers to a sandbox, and which image its lab uses. Looks only; starts nothing. */
export async function findingsOf(lab: Lab, home: string): Promise<readonly Finding[]> {
  const [machine, limit, status] = await Promise.all([preflight(), namespaceLimit(), lab.status()]);
  const ids = await currentPlan(machine.ok && machine.value.hasHelpers);
  return [
    {
      ...(machine.ok
        ? { id: 'machine', state: 'ok', text: text('cli.doctor.machine') }
        : blocking('machine', machine.error)),
      // Programs that the course's commands are, and br_netfilter.
      pitfalls: ['F06', 'F12', 'F25', 'F30', 'F63'],
    },
    {
      ...(limit
        ? blocking('namespaces', limit)
        : { id: 'namespaces', state: 'ok', text: text('cli.doctor.namespaces') }),
      pitfalls: ['F07'],
    },
    ids.kind === 'single'
      ? {
          id: 'ids',
          state: 'warning',
          text: text('lab.warn.single-id'),
          effect: text('cli.doctor.single-id'),
          fix: 'bridgework setup',
        }
      : { id: 'ids', state: 'ok', text: text('cli.doctor.ids') },
    await limitsFinding(),
    await spaceFinding(home),
    status.state === 'broken'
      ? {
          id: 'lab',
          state: 'warning',
          text: text('cli.doctor.lab-broken', { lab: lab.name }),
          effect: text('cli.doctor.lab-broken-effect'),
          fix: `bridgework lab up --lab ${lab.name}`,
        }
      : {
          id: 'lab',
          state: 'ok',
          text: text(status.state === 'up' ? 'cli.doctor.lab-up' : 'cli.doctor.lab-down', { lab: lab.name }),
        },
    await imageFinding(status.image, home),
  ];
}

/** What of `limits` this machine lets us hold a lab to. */
async function limitsFinding(): Promise<Finding> {
  const [groups, hasVolume, isPlain] = await Promise.all([hierarchies(), canHaveVolume(), isForRootOnly()]);
  const inGroup = (what: Held): boolean => groups.some(({ holds }) => holds.includes(what));
  const megabytes = (bytes: number): string => String(Math.round(bytes / 1024 ** 2));
  const isHeld = (held: boolean): string => (held ? 'yes' : 'no');
  const values = {
    processes: isHeld((!isPlain && countsProcesses()) || inGroup('processes')),
    memory: isHeld(inGroup('memory')),
    disk: isHeld(hasVolume),
    count: String(limits.processes),
    memoryMb: megabytes(limits.memory),
    diskMb: megabytes(limits.disk),
  };
  return { id: 'limits', state: 'ok', text: text('cli.doctor.limits', values) };
}

const blocking = (id: string, { text: words, fix }: LabFailure): Finding => ({
  id,
  state: 'blocking',
  text: words,
  effect: text('cli.doctor.no-lab'),
  ...(fix === undefined ? {} : { fix }),
});

/** The image of a lab that is up; before that, whether there will be one (nothing is ever pulled: docs/handbook.md#f01). */
async function imageFinding(image: LabStatus['image'], home: string): Promise<Finding> {
  const head = { id: 'image', pitfalls: ['F01'] };
  if (image) {
    const id = image.standIn ? 'cli.doctor.image-stand-in' : 'cli.doctor.image-stock';
    return { ...head, state: 'ok', text: text(id, { image: image.name }) };
  }
  const reason = await whyNoImage(home);
  return reason
    ? { ...blocking('image', reason), ...head }
    : { ...head, state: 'ok', text: text('cli.doctor.image-later') };
}

/** Free space where the state folder is, or will be. */
async function spaceFinding(home: string): Promise<Finding> {
  for (let folder = home; ; folder = dirname(folder)) {
    try {
      const room = await enoughRoom(folder);
      return room.ok
        ? { id: 'space', state: 'ok', text: text('cli.doctor.space', { path: home, free: room.value }) }
        : blocking('space', room.error);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code !== 'ENOENT' || dirname(folder) === folder) {
        return {
          id: 'space',
          state: 'unknown',
          text: text('cli.doctor.space-unknown', { path: folder, reason: code }),
        };
      }
    }
  }
}
