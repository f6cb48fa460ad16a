import type { Command } from 'commander';
import { cli as en } from '../i18n/en/cli.ts';
import type { Lang } from '../i18n/text.ts';
import { cli as zhCN } from '../i18n/zh-CN/cli.ts';
import type { Cli } from './services.ts';

export type HelpId = Extract<keyof typeof en, `cli.help.${string}`>;

/** What the files that declare commands get. Declarations load nothing but commander: `--help` must be quick. */
export interface Declare {
  readonly cli: Cli;
  /** Plain words, no placeholders. */
  help(id: HelpId): string;
  /** Runs a command's own file, loaded on demand, and keeps its exit code. */
  act(work: () => Promise<number>): Promise<void>;
  lab(command: Command): Command;
  params(command: Command): Command;
  json(command: Command): Command;
}

export const helpWords =
  (lang: Lang) =>
  (id: HelpId): string =>
    (lang === 'zh-CN' ? zhCN : en)[id];
