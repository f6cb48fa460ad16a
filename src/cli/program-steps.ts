import { type Command, Option } from 'commander';
import { kindNames } from '../lab/kind.ts';
import type { Declare } from './declare.ts';

/** The commands that work on a lab's state. */
export function addStepCommands(program: Command, { cli, help, act, whenMeant, lab, params, json }: Declare): void {
  const step = help('cli.help.argument.step');

  const named = (name: string, id: Parameters<Declare['help']>[0]): Command =>
    program.command(name).description(help(id));

  whenMeant(named('run', 'cli.help.run').argument('<step>', step), (run) =>
    params(lab(run)).action((name, options) =>
      act(async () => (await import('./commands/run.ts')).run(cli, name, options)),
    ),
  );
  whenMeant(named('solve', 'cli.help.solve'), (solve) =>
    params(lab(solve))
      .option('--to <step>', step)
      .action((options) => act(async () => (await import('./commands/solve.ts')).solve(cli, options))),
  );
  whenMeant(named('check', 'cli.help.check').argument('[steps...]', step), (check) =>
    params(lab(json(check)))
      .option('--watch', help('cli.help.option.watch'))
      .action((names, options) => act(async () => (await import('./commands/check.ts')).check(cli, names, options))),
  );
  whenMeant(named('undo', 'cli.help.undo').argument('<step>', step), (undo) =>
    params(lab(undo)).action((name, options) =>
      act(async () => (await import('./commands/undo.ts')).undo(cli, name, options)),
    ),
  );
  whenMeant(named('reset', 'cli.help.reset'), (reset) =>
    params(lab(reset)).action((options) => act(async () => (await import('./commands/reset.ts')).reset(cli, options))),
  );
  whenMeant(named('topology', 'cli.help.topology'), (topology) =>
    params(lab(topology))
      .addOption(
        new Option('--format <format>', help('cli.help.option.format'))
          .choices(['text', 'json', 'svg'])
          .default('text'),
      )
      .action((options) => act(async () => (await import('./commands/topology.ts')).topology(cli, options))),
  );
  whenMeant(
    named('trace', 'cli.help.trace')
      .argument('<from>', help('cli.help.option.node'))
      .argument('<url>', help('cli.help.argument.url')),
    (trace) =>
      lab(json(trace))
        .option('--live', help('cli.help.option.live'))
        .option('--size <bytes>', help('cli.help.option.size'))
        .option('--df', help('cli.help.option.df'))
        .action((from, url, options) =>
          act(async () => (await import('./commands/trace.ts')).trace(cli, from, url, options)),
        ),
  );
  whenMeant(named('doctor', 'cli.help.doctor'), (doctor) =>
    params(lab(json(doctor)))
      .addOption(new Option('--for <kind>', help('cli.help.option.for')).choices(kindNames))
      .action((options) => act(async () => (await import('./commands/doctor.ts')).doctor(cli, options))),
  );
}
