import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import { type FactRequest, logSize } from '../round/fact.ts';
import { partsOf } from '../round/parts.ts';
import { absence } from '../round/reading.ts';
import { scriptBeside } from '../shell/script.ts';
import { type Hit, hitsIn } from './access-log-line.ts';

export type { Hit } from './access-log-line.ts';

/**
 * Which server got which of this round's fetches, and from which address: the lines with the round's nonce in the access
 * logs of all containers (the log file of Docker's json-file driver, else `docker logs`) and of host, outside and
 * internet. A server writes its line after the answer, so the logs are read again, at most for a second, until every
 * fetch that got an answer is in one of them; one that is in none was answered by somebody else.
 */
export function accessLog(): FactRequest<readonly Hit[]> {
  return {
    key: 'access-log',
    script: scriptBeside(import.meta.url, './access-log.sh'),
    phase: 'late',
    most: logSize,
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      const parts = [...partsOf(seen.stdout, context.nonce)];
      const lost = parts.find(([name]) => name === lostPart)?.[1].body.trim() ?? '';
      const servers = parts.filter(([name]) => name !== lostPart);
      // Exit code 1 of grep: not one line; more: the log could not be read, and so nobody can say who answered.
      const mute = servers.find(([, { exitCode }]) => exitCode > 1);
      if (mute && lost !== '') return err({ text: text('facts.log-unreadable', { node: mute[0] }) });
      return ok(servers.flatMap(([server, { body }]) => hitsIn(body, server, context.nonce)));
    },
  };
}

/** No container can have this name. */
const lostPart = 'lost/';
