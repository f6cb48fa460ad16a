import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';
import type { Keeps } from './case.ts';

/** What of the host is the lab's own, and stays. */
export interface Belongings extends Keeps {
  /** Names of the lab's other network namespaces. */
  readonly machines: readonly string[];
}

const removalScript = scriptBeside(import.meta.url, './clean-containers.sh');
const rules = ({ rules: lines }: Belongings): string =>
  withValues({ OWN_RULES: lines.join('\n') }, scriptBeside(import.meta.url, './clean-rules.sh'));
const wires = ({ machines, cards, lines }: Belongings): string =>
  withValues(
    { MACHINES: machines.join(' '), CARDS: cards.join(' '), OWN_LINES: lines.join('\n') },
    scriptBeside(import.meta.url, './clean-wires.sh'),
  );

/**
 * As after the lab's start, without a new lab. `rules`: only firewall rules and switches of the host; `wires`: all that a
 * learner may have made on the host and in the containers' networks; `containers`: these go too. Starting them takes longer
 * than all the rest of the course.
 */
export const cleaning = (what: 'rules' | 'wires' | 'containers', own: Belongings): string =>
  ({
    rules: rules(own),
    wires: [removalScript, wires(own), rules(own)].join('\n'),
    containers: ['docker ps -aq | xargs -r docker rm -f', wires(own), rules(own)].join('\n'),
  })[what];
