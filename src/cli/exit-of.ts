import type { CheckDocument } from './json/check-document.ts';
import { exit } from './services.ts';

/** 0 all pass, 1 some fail, 2 could not look. A failure is certain even when something else could not be looked at. */
export function exitOf({ summary }: Pick<CheckDocument, 'summary'>): number {
  if (summary.fail > 0) return exit.failed;
  if (summary.error > 0) return exit.unable;
  return summary.blocked > 0 ? exit.failed : exit.good;
}
