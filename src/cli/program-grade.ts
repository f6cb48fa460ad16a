import type { Command } from 'commander';
import type { Declare } from './declare.ts';
import { repeatable } from './repeatable.ts';
import { addTargetOptions } from './target-options.ts';

export function addGradeCommands(program: Command, { cli, help, act, whenMeant, params }: Declare): void {
  whenMeant(program.command('grade').description(help('cli.help.grade')), (grade) => {
    addTargetOptions(params(grade), help);
    repeatable(grade, '--lab <name>', help('cli.help.option.grade-lab'))
      .option('--roster <file>', help('cli.help.option.roster'))
      .option('--plan <file>', help('cli.help.option.plan'));
    repeatable(grade, '--format <name[=file]>', help('cli.help.option.grade-format'))
      .option('--timeout <seconds>', help('cli.help.option.timeout'), '120')
      .action((options) => act(async () => (await import('./commands/grade.ts')).grade(cli, options)));
    const plan = grade.command('plan').description(help('cli.help.grade.plan'));
    plan
      .command('init')
      .description(help('cli.help.grade.plan.init'))
      .argument('[file]', help('cli.help.argument.plan'))
      .action((file) => act(async () => (await import('./commands/grade-plan.ts')).planInit(cli, file)));
    plan
      .command('show')
      .description(help('cli.help.grade.plan.show'))
      .argument('[file]', help('cli.help.argument.plan'))
      .action((file) => act(async () => (await import('./commands/grade-plan.ts')).planShow(cli, file)));
    plan
      .command('lint')
      .description(help('cli.help.grade.plan.lint'))
      .argument('<file>', help('cli.help.argument.plan'))
      .action((file) => act(async () => (await import('./commands/grade-plan.ts')).planLint(cli, file)));
  });
}
