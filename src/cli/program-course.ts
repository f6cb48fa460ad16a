import { type Command, Option } from 'commander';
import type { Declare } from './declare.ts';

export function addCourseCommands(program: Command, { cli, help, act, whenMeant, params, json }: Declare): void {
  const load = () => import('./commands/course.ts');

  whenMeant(program.command('course').description(help('cli.help.course')), (group) => {
    json(params(group.command('list').description(help('cli.help.course.list')))).action((options) =>
      act(async () => (await load()).courseList(cli, options)),
    );
    group
      .command('lint')
      .description(help('cli.help.course.lint'))
      .action(() => act(async () => (await load()).courseLint(cli)));
    group
      .command('test')
      .description(help('cli.help.course.test'))
      .option('--only <aspects>', help('cli.help.option.only'))
      .option('--filter <text>', help('cli.help.option.filter'))
      .option('--jobs <number>', help('cli.help.option.jobs'), '2')
      .option('--json <file>', help('cli.help.option.json-file'))
      .action((options) => act(async () => (await import('./commands/course-test.ts')).courseTest(cli, options)));
    group
      .command('variants')
      .description(help('cli.help.course.variants'))
      .requiredOption('--roster <file>', help('cli.help.option.roster'))
      .option('--dir <folder>', help('cli.help.option.variants-dir'), 'variants')
      .action((options) =>
        act(async () => (await import('./commands/course-variants.ts')).courseVariants(cli, options)),
      );
    params(group.command('export').description(help('cli.help.course.export')))
      .addOption(
        new Option('--format <format>', help('cli.help.option.format'))
          .choices(['markdown', 'sh', 'json'])
          .default('markdown'),
      )
      .action((options) => act(async () => (await load()).courseExport(cli, options)));
  });
}
