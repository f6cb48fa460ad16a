import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';

/** What of the host is the lab's own, and stays. */
export interface Belongings {
  /** Names of the lab's other network namespaces. */
  readonly machines: readonly string[];
  readonly cards: readonly string[];
  /** Whatever the course's mutants leave on them. */
  readonly lines: readonly string[];
}

const kept = scriptBeside(import.meta.url, './clean-containers.sh');
const rules = scriptBeside(import.meta.url, './clean-rules.sh');
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
    rules,
    wires: [kept, wires(own), rules].join('\n'),
    containers: ['docker ps -aq | xargs -r docker rm -f', wires(own), rules].join('\n'),
  })[what];
