import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const builder = fileURLToPath(new URL('builder.ts', import.meta.url));
const finder = fileURLToPath(new URL('finder.ts', import.meta.url));

export interface Elsewhere {
  readonly name: string;
  readonly home: string;
  /** Shell commands that change the view of the machine first; they see it in namespaces of their own. */
  readonly setup: string;
  /** `root`: as root of this machine, in a mount namespace only; `user`: as root of a new user namespace. */
  readonly as: 'root' | 'user';
  /** A command that runs the builder; default: directly. `"$@"` is the builder. */
  readonly launch?: string;
}

/** Brings a lab up on a machine that looks different, and resolves to what the builder said last: `up` or `refused CODE`. */
export const upElsewhere = async (where: Elsewhere): Promise<string> =>
  (await run(where, builder, '--once')).trim().split('\n').at(-1) ?? '';

/** What the refusal quotes of somebody's last words there. */
export const whyNotElsewhere = async (where: Elsewhere): Promise<string> => {
  const output = await run(where, builder, '--once');
  return /^because (.*)$/m.exec(output)?.[1] ?? output;
};

/** What doctor says there, one line a finding: `ID STATE MEND`. */
export const findElsewhere = async (where: Elsewhere): Promise<readonly string[]> =>
  (await run(where, finder)).trim().split('\n');

function run(
  { name, home, setup, as, launch = '"$@"' }: Elsewhere,
  program: string,
  ...more: string[]
): Promise<string> {
  const namespaces = as === 'root' ? ['--mount'] : ['--user', '--map-root-user', '--mount'];
  const script = `set -e\n${setup}\n${launch}`;
  const args = [...namespaces, '--', 'sh', '-c', script, 'sh', process.execPath, program, name, home, ...more];
  return new Promise((resolve) => {
    execFile('unshare', args, { timeout: 60_000 }, (_error, stdout, stderr) => {
      resolve(stdout.trim() || stderr);
    });
  });
}
