import { text } from '../../i18n/text.ts';
import { translator } from '../../i18n/translate.ts';
import type { LabStatus } from '../../lab/lab.ts';
import { labDocument, labListDocument } from '../json/lab-document.ts';
import { readLabParams } from '../lab-params.ts';
import type { CourseOption, LabOption } from '../options.ts';
import { refusalOf, refuse } from '../refuse.ts';
import { type Cli, exit } from '../services.ts';
import { labLine } from '../words/lab-line.ts';

export interface LabOptions extends LabOption {
  readonly json?: boolean;
}

export async function labUp({ io, services }: Cli, options: LabOptions & CourseOption): Promise<number> {
  const translate = translator(io.lang);
  const params = await readLabParams({ io, services }, options);
  if (!params.ok) return refuse(io, params.error);
  const lab = await services.lab(options.lab, params.value);
  const stop = new AbortController();
  const release = io.interruptible(() => stop.abort());
  const up = await lab.up(
    (event) =>
      io.err(`${translate(event.type === 'warning' ? text('cli.warning', { text: event.text }) : event.text)}\n`),
    stop.signal,
  );
  release();
  if (!up.ok) return stop.signal.aborted ? exit.interrupted : refuse(io, refusalOf(up.error));
  printStatus({ io, services }, up.value, options);
  return exit.good;
}

export async function labDown({ io, services }: Cli, options: LabOptions): Promise<number> {
  const lab = await services.lab(options.lab);
  const translate = translator(io.lang);
  const down = await lab.down((event) => io.err(`${translate(text('cli.warning', { text: event.text }))}\n`));
  if (!down.ok) return refuse(io, refusalOf(down.error));
  printStatus({ io, services }, await lab.status(), options);
  return exit.good;
}

/** Exit 0 when it is up, 3 when it is not. */
export async function labStatus({ io, services }: Cli, options: LabOptions): Promise<number> {
  const status = await (await services.lab(options.lab)).status();
  printStatus({ io, services }, status, options);
  return status.state === 'up' ? exit.good : exit.notUp;
}

export async function labList({ io, services }: Cli, { json }: { readonly json?: boolean }): Promise<number> {
  const labs = await services.labs();
  if (json) io.out(`${JSON.stringify(labListDocument.parse({ version: 1, labs }), null, 2)}\n`);
  else if (labs.length === 0) io.err(`${translator(io.lang)(text('cli.lab.none'))}\n`);
  else for (const status of labs) io.out(`${labLine(status, io.lang)}\n`);
  return exit.good;
}

/** Made beforehand, while there is a network: the first lab then starts without one. Prints where it is. */
export async function labImage({ io, services }: Cli): Promise<number> {
  const translate = translator(io.lang);
  const made = await services.image((event) => io.err(`${translate(event.text)}\n`));
  if (!made.ok) return refuse(io, refusalOf(made.error));
  io.out(`${made.value}\n`);
  return exit.good;
}

export interface EnterOptions extends LabOption {
  readonly node: string;
}

/** A login shell without a command; exit code is that of the command. */
export async function labEnter(
  { io, services }: Cli,
  options: EnterOptions,
  argv?: readonly string[],
): Promise<number> {
  const lab = await services.lab(options.lab);
  const entry = await lab.entry(options.node, argv);
  return entry.ok ? services.attach(entry.value) : refuse(io, refusalOf(entry.error));
}

function printStatus({ io }: Cli, status: LabStatus, { json }: LabOptions): void {
  io.out(
    json
      ? `${JSON.stringify(labDocument.parse({ version: 1, lab: status }), null, 2)}\n`
      : `${labLine(status, io.lang)}\n`,
  );
}
