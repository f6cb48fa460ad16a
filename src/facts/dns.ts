import { text } from '../i18n/text.ts';
import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { type Part, partsOf } from '../round/parts.ts';
import { absence } from '../round/reading.ts';
import { isContainer, nodeWord } from '../round/words.ts';
import { scriptBeside } from '../shell/script.ts';
import { withValues } from '../shell/with-values.ts';
import { decodeReply, encodeQuestion } from './dns-message.ts';
import { errnoIn } from './errno.ts';
import { outcomeOf } from './fetch-outcome.ts';
import { suffixOf } from './token.ts';

/** What the resolver of a node said to one question for an IPv4 address. */
export interface DnsAnswer {
  /** `not-found`: no such name, or it has no IPv4 address. `no-server`: its resolv.conf names none with an IPv4 address. */
  readonly outcome:
    | 'resolved'
    | 'not-found'
    | 'server-failed'
    | 'timeout'
    | 'refused'
    | 'no-route'
    | 'unreachable'
    | 'no-server'
    | 'other';
  /** The name server that this is about: the one that answered, else the last one asked. */
  readonly server?: string;
  readonly addresses: readonly string[];
  readonly message: string;
}

/** Until the answer is there, and until the question is on its way. */
const seconds = { answer: 3, question: 10 };

/**
 * Asks the name servers that a node's own resolv.conf names, one after the other, from within its network namespace. The
 * question is a UDP packet of ours (bash's /dev/udp): the container's tools and the lab's resolver are not trusted to ask the same.
 */
export function dns(node: string, name: string): FactRequest<DnsAnswer> {
  if (!/^([a-zA-Z0-9_-]{1,63}\.)*[a-zA-Z0-9_-]{1,63}\.?$/.test(name)) throw new RangeError(`not a host name: ${name}`);
  const key = `dns:${node}:${name}`;
  const id = Number.parseInt(suffixOf(key).slice(0, 4), 16);
  const octal = [...encodeQuestion(id, name)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return {
    key,
    script: withValues(
      {
        NODE: nodeWord(node),
        INSIDE: isContainer(node) ? 'yes' : 'no',
        MESSAGE: octal,
        QUESTION_SECONDS: seconds.question,
        ANSWER_SECONDS: seconds.answer,
      },
      scriptBeside(import.meta.url, './dns.sh'),
    ),
    phase: 'slow',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      const parts = [...partsOf(seen.stdout, context.nonce)];
      // The question did not even get out in time: that says nothing about an answer.
      if (parts.some(([, { exitCode }]) => exitCode === 137))
        return err({ text: text('facts.program-timed-out', { program: 'bash' }) });
      const asked = parts.map(([server, part]) => readAnswer(server, part, id));
      const best = asked.find(({ outcome }) => outcome === 'resolved' || outcome === 'not-found') ?? asked.at(-1);
      return ok(best ?? { outcome: 'no-server', addresses: [], message: '' });
    },
  };
}

function readAnswer(server: string, { body, exitCode }: Part, id: number): DnsAnswer {
  const none = { server, addresses: [] };
  const bytes = /^[\s0-9a-f]+$/.test(body)
    ? body
        .trim()
        .split(/\s+/)
        .map((hex) => Number.parseInt(hex, 16))
    : [];
  const reply = decodeReply(Uint8Array.from(bytes));
  if (reply && reply.id === id) {
    const { rcode, addresses } = reply;
    if (rcode === 0 && addresses.length > 0) return { outcome: 'resolved', server, addresses, message: '' };
    const outcome = rcode === 0 || rcode === 3 ? 'not-found' : 'server-failed';
    return { ...none, outcome, message: `rcode ${rcode}` };
  }
  if (exitCode === 124) return { ...none, outcome: 'timeout', message: '' };
  const message = body.trim().split('\n')[0] ?? '';
  const outcome = outcomeOf(errnoIn(message));
  return {
    ...none,
    outcome: outcome === 'reset' ? 'other' : outcome,
    message,
  };
}
