import type { TuiExit, TuiOptions } from '../options.ts';
export async function runPlain(_options: TuiOptions): Promise<TuiExit> {
  return { type: 'quit' };
}
