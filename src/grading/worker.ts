import type { MessagePort } from 'node:worker_threads';
import { type Job, perform } from './perform.ts';
import type { Reach } from './reach.ts';
import { type Answer, type Ask, sent } from './wire.ts';

/** Verdicts, a picture and walks of an honest lab are some 300 kB. */
const mostCharacters = 8 * 1024 * 1024;

/** A thread that looks at targets, several at a time, until it is ended. */
export function serve(reach: Reach, port: MessagePort): void {
  const running = new Map<number, AbortController>();
  const answer = (what: Answer): void => port.postMessage(what);

  async function look(id: number, job: Job): Promise<void> {
    const stop = new AbortController();
    running.set(id, stop);
    const performed = sent(await perform(reach, job, stop.signal));
    running.delete(id);
    const isMuch = performed.look.looked && JSON.stringify(performed).length > mostCharacters;
    answer(isMuch ? { type: 'too-much', id } : { type: 'looked', id, performed });
  }

  port.on('message', (ask: Ask) => {
    if (ask.type === 'ping') answer({ type: 'pong' });
    else if (ask.type === 'stop') running.get(ask.id)?.abort();
    else void look(ask.id, ask.job);
  });
}
