import { course } from '../../../test/courses/vxlan/course.ts';
import type { Lang } from '../../i18n/text.ts';
import { text } from '../../i18n/text.ts';
import type { Entry, Lab, LabStatus } from '../../lab/lab.ts';
import { err, ok } from '../../result.ts';
import { runCli } from '../run-cli.ts';
import type { Cli, Services } from '../services.ts';

/** A lab that answers whatever a test says; down unless told otherwise. */
export function fakeLab(more: Partial<Lab> = {}): Lab {
  const notUp = err({ code: 'not-up', text: text('lab.fail.not-up', { name: 'default' }), fix: 'bridgework lab up' });
  const status: LabStatus = { name: 'default', kind: 'sandbox', state: 'down' };
  return {
    name: 'default',
    kind: 'sandbox',
    status: async () => status,
    up: async () => ok({ ...status, state: 'up' }),
    down: async () => ok(undefined),
    run: async () => notUp,
    stream: async () => notUp,
    entry: async () => notUp,
    turn: async () => ({ release: () => undefined }),
    ...more,
  };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One run of the command line in this process. */
export async function bridgework(
  args: readonly string[],
  more: {
    readonly lang?: Lang;
    readonly env?: Cli['io']['env'];
    readonly answer?: string;
    readonly services?: Partial<Services>;
  } = {},
): Promise<Ran> {
  let out = '';
  let error = '';
  const never = (): never => {
    throw new Error('not for this test');
  };
  const cli: Cli = {
    io: {
      env: more.env ?? {},
      lang: more.lang ?? 'en',
      out: (words) => {
        out += words;
      },
      err: (words) => {
        error += words;
      },
      terminal: (to, words) => {
        if (to === 'out') out += words;
        else error += words;
      },
      ask: async () => more.answer,
      interruptible: () => () => undefined,
    },
    services: {
      course: async () => course,
      home: async () => '/dev/null/nowhere',
      lab: async () => fakeLab(),
      machineParams: async () => ok({}),
      defaultLab: () => 'default',
      spareLab: never,
      freshLab: never,
      labs: async () => [],
      remote: never,
      image: never,
      leavings: never,
      runScript: never,
      runLine: never,
      attach: async (entry: Entry) => entry.args.length,
      doctor: async () => [],
      learn: never,
      ...more.services,
    },
  };
  const code = await runCli(cli, args, '1.2.3');
  return { code, out, err: error };
}
