import { readFileSync } from 'node:fs';
import { course } from '../../lessons/course.ts';

/** A step of the real lessons, at default parameters. */
export interface TestStep {
  readonly id: string;
  readonly commands: readonly string[];
}

const firstBlock = /```sh\n([\s\S]*?)```/;

/** Every step of the course in order; its commands are its first block. */
export const steps: readonly TestStep[] = course.lessons.flatMap((folder) =>
  readFileSync(new URL(`../../lessons/${folder}/en.md`, import.meta.url), 'utf8')
    .split('<!-- step: ')
    .slice(1)
    .map((part) => ({
      id: part.split(' ')[0] ?? '',
      commands: (firstBlock.exec(part)?.[1] ?? '').trim().split('\n'),
    })),
);

/** The steps before this one, or up to and with it. */
export function stepsTo(id: string, included: boolean): readonly TestStep[] {
  const index = steps.findIndex((step) => step.id === id);
  if (index < 0) throw new Error(`no step ${id}`);
  return steps.slice(0, included ? index + 1 : index);
}
