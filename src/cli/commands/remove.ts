import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Text, text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import { traitsOf } from '../../lab/kind.ts';
import type { Leavings } from '../../lab/lab.ts';
import { quote } from '../../text/quote.ts';
import { packageRoot } from '../course-files.ts';
import { machineScript } from '../machine-script.ts';
import { refusal, refusalOf, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';

export interface RemoveOptions {
  readonly yes?: boolean;
  readonly withEvidence?: boolean;
}

/** Labs and state folder here, what needs root in vagrant/remove.sh; asks once, after all of it was named. */
export async function remove(cli: Cli, { yes = false, withEvidence = false }: RemoveOptions): Promise<number> {
  const { io, services } = cli;
  const translate = translator(io.lang);
  const notify = (line: Text): void => io.err(`${translate(line)}\n`);
  const leavings = await services.leavings();
  if (await hereIsInUse(cli, leavings)) return refuse(io, refusal(text('remove.here')));

  for (const line of planOf(leavings, withEvidence, io.env['BRIDGEWORK_IMAGE_CACHE'])) notify(line);
  await machineScript(cli, 'remove', ['--list']);
  if (!yes) {
    const answer = await io.ask(translate(text('remove.ask')));
    if (answer === undefined) return refuse(io, refusal(text('remove.nobody')));
    if (!/^y/i.test(answer.trim())) return refuse(io, refusal(text('remove.refused'), exit.failed));
  }
  const removed = await leavings.remove({ proofs: withEvidence });
  if (!removed.ok) return refuse(io, refusalOf(removed.error));
  const ended = await machineScript(cli, 'remove', ['--yes', '--told']);
  notify(text(ended === 0 ? 'remove.done' : 'remove.unfinished'));
  notify(programItself());
  return ended === 0 ? exit.good : exit.failed;
}

/** Its ledger says what to give back to the machine: it is never thrown away. */
async function hereIsInUse({ services }: Cli, { hereOwes }: Leavings): Promise<boolean> {
  const isUp = (await services.labs()).some(({ kind, state }) => traitsOf(kind).isMachine && state !== 'down');
  return isUp || hereOwes;
}

function planOf(
  { labs, made, proofs, unknown, elsewhere, isDeclared }: Leavings,
  withEvidence: boolean,
  cache: string | undefined,
): readonly Text[] {
  const paths = (
    id: 'remove.will' | 'remove.proofs-stay' | 'remove.unknown' | 'remove.elsewhere',
    of: readonly string[],
  ) => of.map((path) => text(id, { path }));
  return [
    ...labs.map(({ name, state }) => text('remove.lab', { name, state: text(`cli.lab.${state}`) })),
    ...paths('remove.will', made),
    ...paths(withEvidence ? 'remove.will' : 'remove.proofs-stay', proofs),
    ...paths('remove.unknown', unknown),
    ...paths('remove.elsewhere', elsewhere.map(quote)),
    ...(cache ? [text('remove.cache', { path: cache })] : []),
    ...(isDeclared ? [text('remove.machine')] : []),
  ];
}

function programItself(): Text {
  const path = packageRoot();
  return existsSync(join(path, 'scripts/setup.sh'))
    ? text('remove.clone', { path: quote(path) })
    : text('remove.package');
}
