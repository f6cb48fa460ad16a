import type { Command } from 'commander';
import type { program as en } from '../i18n/en/program.ts';
import { type Lang, languages } from '../i18n/lang.ts';
import type { Cli } from './services.ts';

export type HelpId = Extract<keyof typeof en, `cli.help.${string}`>;

/** What the files that declare commands get. Declarations load nothing but commander: `--help` must be quick. */
export interface Declare {
  readonly cli: Cli;
  /** Plain words, no placeholders. */
  help(id: HelpId): string;
  /** Runs a command's own file, loaded on demand, and keeps its exit code. */
  act(work: () => Promise<number>): Promise<void>;
  /** Declares what a command takes and has, only where the command line may mean it: most of the time of `--help` was spent on that. */
  whenMeant(command: Command, declare: (command: Command) => void): void;
  lab(command: Command): Command;
  params(command: Command): Command;
  json(command: Command): Command;
}

/** Only the words of one language are loaded. */
export async function helpWords(lang: Lang): Promise<Declare['help']> {
  const { program } = await languages[lang].program();
  return (id) => program[id];
}
