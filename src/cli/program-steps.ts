import { type Command, Option } from 'commander';
import type { Declare } from './declare.ts';

/** The commands that work on a lab's state. */
export function addStepCommands(program: Command, { cli, help, act, lab, params, json }: Declare): void {
  const step = help('cli.help.argument.step');

  params(lab(program.command('run').description(help('cli.help.run')).argument('<step>', step))).action(
    (name, options) => act(async () => (await import('./commands/run.ts')).run(cli, name, options)),
  );
  params(lab(program.command('solve').description(help('cli.help.solve'))))
    .option('--to <step>', step)
    .action((options) => act(async () => (await import('./commands/solve.ts')).solve(cli, options)));
  params(lab(json(program.command('check').description(help('cli.help.check')).argument('[steps...]', step))))
    .option('--watch', help('cli.help.option.watch'))
    .action((names, options) => act(async () => (await import('./commands/check.ts')).check(cli, names, options)));
  params(lab(program.command('undo').description(help('cli.help.undo')).argument('<step>', step))).action(
    (name, options) => act(async () => (await import('./commands/undo.ts')).undo(cli, name, options)),
  );
  params(lab(program.command('reset').description(help('cli.help.reset')))).action((options) =>
    act(async () => (await import('./commands/reset.ts')).reset(cli, options)),
  );
  params(lab(program.command('topology').description(help('cli.help.topology'))))
    .addOption(
      new Option('--format <format>', help('cli.help.option.format')).choices(['text', 'json', 'svg']).default('text'),
    )
    .action((options) => act(async () => (await import('./commands/topology.ts')).topology(cli, options)));
  lab(json(program.command('trace').description(help('cli.help.trace'))))
    .argument('<from>', help('cli.help.option.node'))
    .argument('<url>', help('cli.help.argument.url'))
    .option('--live', help('cli.help.option.live'))
    .action((from, url, options) =>
      act(async () => (await import('./commands/trace.ts')).trace(cli, from, url, options)),
    );
  params(lab(json(program.command('doctor').description(help('cli.help.doctor')))))
    .addOption(new Option('--for <kind>', help('cli.help.option.for')).choices(['sandbox', 'here']))
    .action((options) => act(async () => (await import('./commands/doctor.ts')).doctor(cli, options)));
}
