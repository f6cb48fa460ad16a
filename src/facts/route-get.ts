import * as z from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { absence, failed, json, unreadable } from '../round/reading.ts';
import { addressWord, interfaceWord, nodeWord } from '../round/words.ts';
import { type Errno, errnoIn } from './errno.ts';

/** What the kernel of a node would do with a packet (ip-route(8), `route get`). NAT is not asked, neighbours neither. */
export type RouteAnswer =
  | {
      readonly found: true;
      readonly dev: string;
      readonly gateway?: string;
      /** The source address that a packet of this node would get. */
      readonly source?: string;
      /** `unicast`, `local`, `broadcast`, … */
      readonly type: string;
    }
  | { readonly found: false; readonly errno: Errno | 'other'; readonly message: string };

export interface RouteQuestion {
  /** Source of a packet that comes in through `iif`. */
  readonly from?: string;
  /** Ask for a packet that comes in: the kernel also checks forwarding and the source (rp_filter). */
  readonly iif?: string;
}

const answer = z.object({
  dev: z.string(),
  type: z.string().default('unicast'),
  gateway: z.string().optional(),
  prefsrc: z.string().optional(),
});

/** Asks a node's kernel for its decision: `ip -j route get DST [from SRC iif DEV]`. */
export function routeGet(node: string, dst: string, { from, iif }: RouteQuestion = {}): FactRequest<RouteAnswer> {
  const origin = `${from === undefined ? '' : ` from ${addressWord(from)}`}${iif === undefined ? '' : ` iif ${interfaceWord(iif)}`}`;
  return {
    key: `route-get:${node}:${dst}${origin}`,
    script: `at ${nodeWord(node)} ip -j route get ${addressWord(dst)}${origin}`,
    phase: 'quick',
    parse(seen, context) {
      const absent = absence(seen, context);
      if (absent) return err(absent);
      if (seen.exitCode !== 0) return refusal(seen.stderr) ?? err(failed(seen, 'ip route get'));
      const rows = json(seen.stdout, 'ip route get', z.array(answer));
      if (!rows.ok) return rows;
      const [first] = rows.value;
      if (!first) return err(unreadable('ip route get'));
      const { dev, type, gateway, prefsrc } = first;
      return ok({
        found: true,
        dev,
        type,
        ...(gateway === undefined ? {} : { gateway }),
        ...(prefsrc === undefined ? {} : { source: prefsrc }),
      });
    },
  };
}

/** The kernel's own no is an answer; a device that does not exist means that nothing can come in there. */
function refusal(stderr: string): Result<RouteAnswer, never> | undefined {
  const kernel = /^RTNETLINK answers: (.+)$/m.exec(stderr)?.[1];
  if (kernel !== undefined) return ok({ found: false, errno: errnoIn(kernel) ?? 'other', message: kernel });
  const device = /^Cannot find device .*$/m.exec(stderr)?.[0];
  return device === undefined ? undefined : ok({ found: false, errno: 'other', message: device });
}
