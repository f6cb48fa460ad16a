import { CommanderError } from 'commander';
import { helpWords } from './declare.ts';
import { createProgram, isCompletion } from './program.ts';
import { type Cli, exit } from './services.ts';

/** One run of the command line: `args` without node and script. Resolves to the exit code; throws only for our bugs. */
export async function runCli(cli: Cli, args: readonly string[], version: string): Promise<number> {
  let code: number = exit.good;
  const help = await helpWords(cli.io.lang);
  const program = createProgram(cli, help, version, args, (ended) => {
    code = ended;
  });
  if (isCompletion(args)) await (await import('./commands/completion.ts')).addCompletion(cli, program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version were asked for; everything else that commander refuses is a usage error.
    if (error.exitCode === 0) return exit.good;
    if (error.code !== 'commander.help') cli.io.err(`${help('cli.help.see-help')}\n`);
    return exit.unable;
  }
}
