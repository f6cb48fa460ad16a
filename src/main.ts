#!/usr/bin/env node
import './since-node-22.ts';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, threadId, Worker, workerData } from 'node:worker_threads';
import manifest from '../package.json' with { type: 'json' };
import { runCli } from './cli/run-cli.ts';
import type { Io, Services } from './cli/services.ts';
import { isLang, langOf, languages } from './i18n/lang.ts';
import type { Lang } from './i18n/text.ts';
import { kindNames, kindOf, traitsOf } from './lab/kind.ts';
import type { Entry, LabFailure, SpareLab } from './lab/lab.ts';
import type { LabSetting } from './lab/provider.ts';
import { providers } from './lab/registry.ts';
import { ok, type Result, traceOf } from './result.ts';
import { printedInColour } from './text/plain.ts';

/** The composition root: the only file that knows labs and screens. All of it is loaded on demand. */
const args = process.argv.slice(2);
const { env } = process;

const home = async (): Promise<string> => (await import('./lab/home.ts')).stateFolder(env);
const attach = async (entry: Entry): Promise<number> => (await import('./lab/shared/attach.ts')).attach(entry);

/** Of a thread of this program that makes looks, and nothing else. */
const looksOnly = 'looks';

/** `--this-machine-is-disposable` counts for the whole run. */
const disposable = flagged('--this-machine-is-disposable');
const setting = async (): Promise<LabSetting> => {
  const { lab, params } = await services.course();
  return { home: await home(), course: { ...lab, defaults: params.defaults }, disposable };
};
let machineParams: Promise<Result<object, LabFailure>> | undefined;

let fresh = 0;
/** `hides`: a folder that the lab does not see. */
async function spare(name: string, params: object, hides?: string): Promise<SpareLab> {
  const [{ createSandbox }, { removeLab }, { labPaths }] = await Promise.all([
    import('./lab/sandbox/sandbox.ts'),
    import('./lab/sandbox/remove.ts'),
    import('./lab/sandbox/paths.ts'),
  ]);
  const folder = await home();
  const { lab } = await services.course();
  const plan = lab.plan(params as Parameters<typeof lab.plan>[0]);
  return {
    lab: createSandbox({ name, home: folder, plan, isAsked: false, ...(hides === undefined ? {} : { hides }) }),
    discard: () => removeLab(name, labPaths(folder, name)),
  };
}

const services: Services = {
  course: async () => (await import('../lessons/course.ts')).course,
  home,
  lab: async (name, params) => (await providers[kindOf(name)]()).open(name, await setting(), params),
  async machineParams(name) {
    const kind = kindOf(name);
    if (!traitsOf(kind).isMachine) return ok({});
    machineParams ??= (async () => (await (await providers[kind]()).machineParams?.(await setting())) ?? ok({}))();
    return machineParams;
  },
  defaultLab: () => env['BRIDGEWORK_LAB'] || declaredLab() || 'default',
  async spareLab(name) {
    return spare(`${name}-${process.pid}`, (await services.course()).params.defaults);
  },
  async freshLab(name, params) {
    fresh += 1;
    return spare(
      `${name}-${process.pid}-${threadId}-${fresh}`,
      params,
      dirname(dirname(fileURLToPath(import.meta.url))),
    );
  },
  async labs() {
    // The machine itself comes first.
    const kinds = kindNames.toSorted((a, b) => Number(traitsOf(b).isMachine) - Number(traitsOf(a).isMachine));
    const at = await setting();
    return (await Promise.all(kinds.map(async (kind) => (await providers[kind]()).list(at)))).flat();
  },
  async image(onEvent) {
    const { prepareImage } = await import('./lab/shared/image/image.ts');
    const made = await prepareImage(await home(), onEvent);
    return made.ok ? ok(made.value.archive) : made;
  },
  leavings: async () => (await import('./lab/leavings.ts')).leavingsIn(await home()),
  runScript: async (file, args, more) =>
    (await import('./lab/run-script.ts')).runScript(file, args, { ...env, ...more }),
  async runLine(lab) {
    const run = (await import('./lab/shared/terminal.ts')).createTerminal(lab);
    return (await providers[lab.kind]()).careful?.(run, lab, io.lang) ?? run;
  },
  thread: (resourceLimits) => new Worker(new URL(import.meta.url), { resourceLimits, workerData: looksOnly }),
  remote: async (name, target, settings) => (await import('./lab/ssh/remote.ts')).createRemote(name, target, settings),
  attach,
  async doctor(lab, { kind, params }) {
    const [{ examine }, { runOnMachine }] = await Promise.all([
      import('./doctor/examine.ts'),
      import('./lab/machine.ts'),
    ]);
    const own = async () => (await (await providers[kind]()).findings?.(lab, await home())) ?? [];
    // Only on the machine itself can what is seen there be the learner's own work.
    const isUp = async () => traitsOf(kind).isMachine && lab.kind === kind && (await lab.status()).state === 'up';
    const machine = async () => {
      const { pitfalls } = await services.course();
      return examine(runOnMachine, { pitfalls, lab: kind, params, isUp: await isUp() });
    };
    return (await Promise.all([own(), machine()])).flat();
  },
  async learn({ session, courses, lang, lab }) {
    const openShell = async (): Promise<boolean> => {
      const entry = await lab.entry('host');
      if (entry.ok) await attach(entry.value);
      return entry.ok;
    };
    const { runTui } = await import('./tui/app.ts');
    const left = await runTui({ session, courses, lang, stdin: process.stdin, stdout: process.stdout, env, openShell });
    return left.type === 'quit' ? 0 : bugCode;
  },
};

const io: Io = {
  env,
  lang: langFrom(),
  out: (text) => void process.stdout.write(printedInColour(text)),
  err: (text) => void process.stderr.write(printedInColour(text)),
  terminal: (to, text) => void (to === 'out' ? process.stdout : process.stderr).write(text),
  get errColumns() {
    return process.stderr.isTTY ? process.stderr.columns : undefined;
  },
  async ask(question) {
    if (!process.stdin.isTTY) return undefined;
    const lines = (await import('node:readline/promises')).createInterface(process.stdin, process.stderr);
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
  interruptible(onInterrupt) {
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onInterrupt);
    return () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    };
  },
};

/** `--lang` counts before anything else is read: the help is in that language too. */
function langFrom(): Lang {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const end = args.indexOf('--');
  if (at < 0 || (end >= 0 && end < at)) return langOf(env);
  const value = args[at] === '--lang' ? args[at + 1] : args[at]?.slice('--lang='.length);
  return isLang(value) ? value : langOf(env);
}

/** The lab that the machine's owner has declared it for. */
function declaredLab(): string | undefined {
  const traits = kindNames
    .map(traitsOf)
    .find(({ declaration }) => declaration !== undefined && existsSync(declaration));
  return traits?.name;
}

function flagged(flag: string): boolean {
  const [at, end] = [args.indexOf(flag), args.indexOf('--')];
  return at >= 0 && (end < 0 || at < end);
}

const bugCode = 2;

/** An exception is our bug, never the learner's: it says so, with what a report needs. */
async function reportBug(error: unknown): Promise<void> {
  const { program: words } = await languages[io.lang].program();
  process.stderr.write(
    `${words['cli.bug']}\n\n${traceOf(error)}\n\nbridgework ${manifest.version}, node ${process.version}, ${process.platform} ${process.arch}\n`,
  );
  // Whatever still runs belongs to what broke.
  process.exit(bugCode);
}

// A reader that went away (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});
process.on('unhandledRejection', (error) => void reportBug(error));

if (isMainThread || workerData !== looksOnly) {
  try {
    process.exitCode = await runCli({ io, services }, args, manifest.version);
  } catch (error) {
    await reportBug(error);
  }
} else if (parentPort) (await import('./grading/worker.ts')).serve(services, parentPort);
