import { neededBy } from '../../../programs.ts';
import { scriptBeside } from '../../../shell/script.ts';
import { withValues } from '../../../shell/with-values.ts';
import type { LabFailure, ScriptResult } from '../../lab.ts';
import { failures } from '../../shared/failure.ts';
import { hereFailures } from '../machine/failure.ts';

export const readyScript = withValues(
  { PROGRAMS: neededBy('here').join(' ') },
  scriptBeside(import.meta.url, './ready.sh'),
);

/** Why there can be no lab; undefined: there can. Of what `readyScript` printed. */
export function problemIn({ stdout, exitCode }: ScriptResult): LabFailure | undefined {
  if (exitCode === 0) return undefined;
  const [, word = '', rest = ''] = /^(\S+) ?(.*)/.exec(stdout.trim()) ?? [];
  switch (word) {
    case 'missing':
      return hereFailures.missingPrograms(rest.split(' ').join(', '));
    case 'taken':
      return hereFailures.taken(rest);
    case 'kernel':
      return failures.kernel('br_netfilter', 'br_netfilter');
    case 'foreign':
      return hereFailures.foreignEngine(rest);
    default:
      return hereFailures.noEngine(rest);
  }
}
