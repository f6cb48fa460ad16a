import type { TuiExit, TuiOptions } from './model/options.ts';

export type { TuiExit, TuiOptions } from './model/options.ts';

/** A terminal that cannot move its cursor, or no terminal at all, gets lines instead of screens. */
export const wantsLines = ({ env, stdin, stdout }: Pick<TuiOptions, 'env' | 'stdin' | 'stdout'>): boolean =>
  env['TERM'] === 'dumb' || !stdout.isTTY || !stdin.isTTY;

/** Lets somebody learn; resolves when they leave. Loads only what this terminal needs. */
export async function runTui(options: TuiOptions): Promise<TuiExit> {
  if (wantsLines(options)) return (await import('./plain/plain.ts')).runPlain(options);
  return (await import('./run-screen.tsx')).runScreen(options);
}
