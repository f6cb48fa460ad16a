import { type Command, Option } from 'commander';

/** Adds an option that may be given again and again: a list, empty at first. */
export function repeatable(command: Command, flags: string, words: string): Command {
  const option = new Option(flags, words).argParser((value, before: readonly string[]) => [...before, value]);
  // As commander's default it would stand in the help, as `[]`.
  return command.addOption(option).setOptionValueWithSource(option.attributeName(), [], 'default');
}
