import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import { type FactRequest, logSize } from '../round/fact.ts';
import { partsOf } from '../round/parts.ts';
import { absence } from '../round/reading.ts';
import { type Hit, hitsIn } from './access-log-line.ts';

export type { Hit } from './access-log-line.ts';

/** Where the web servers of the nodes that are not containers write their access logs. */
const nodeLogs = '/run/bridgework/log';

/**
 * Which server got which of this round's fetches, and from which address: the lines with the round's nonce in the access
 * logs of all containers (the log file of Docker's json-file driver, else `docker logs`) and of the lab's machines. A server writes its line after the answer, so the logs are read again, at most for a second, until every
 * fetch that got an answer is in one of them; one that is in none was answered by somebody else.
 */
export function accessLog(): FactRequest<readonly Hit[]> {
  return {
    key: 'access-log',
    script: [
      'engine || exit',
      'engine_log() { timeout 3 docker logs --tail 1000 "$1" 2>&1 || return 2; }',
      'seek() {',
      `  for file in ${nodeLogs}/*.access.log; do`,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a parameter expansion of sh
      '    node=${file##*/}; node=${node%.access.log}',
      '    case $node in *[!A-Za-z0-9-]*) continue ;; esac',
      '    [ ! -r "$file" ] || part "$node" grep -a -F -e "$BW_NONCE" "$file"',
      '  done',
      '  while read -r pid name log; do',
      '    if [ -n "$log" ] && [ -r "$log" ]; then part "$name" grep -a -F -e "$BW_NONCE" "$log"',
      // Exit code 1 means here, as grep's, that the log was read.
      '    elif [ "$pid" != 0 ]; then part "$name" engine_log "$name"; fi',
      '  done <"$BW_DIR/pids"',
      '}',
      'answered=$(sed -n "s/^$BW_NONCE report [1-9][0-9]* [0-9]* \\([0-9a-f]*\\).*/\\1/p" "$BW_DIR"/*.err)',
      'tries=0',
      'while :; do',
      '  found=$(seek)',
      '  lost=',
      '  for mark in $answered; do case $found in *"$BW_NONCE-$mark"*) ;; *) lost="$lost $mark" ;; esac; done',
      '  [ -n "$lost" ] && [ "$tries" -lt 20 ] || break',
      '  tries=$((tries + 1))',
      '  sleep 0.05',
      'done',
      'printf "%s\\n" "$found"',
      'part lost/ echo "$lost"',
    ].join('\n'),
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
