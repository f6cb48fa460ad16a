import { err, ok } from '../result.ts';
import type { FactRequest } from '../round/fact.ts';
import { partsOf } from '../round/parts.ts';
import { absence, failed } from '../round/reading.ts';
import { nodeWord } from '../round/words.ts';

/** An IPsec policy of a network namespace, as `ip xfrm policy` prints it (ip-xfrm(8)); those of single sockets are left out. */
export interface TransformPolicy {
  /** Which packets it is asked of: those that come in for the node, leave it, or are passed on. */
  readonly direction: 'in' | 'out' | 'fwd';
  /** CIDR. */
  readonly src: string;
  readonly dst: string;
  /** Its first lines, for people. */
  readonly text: string;
}

/** What the kernel may want to have been, or to be, encrypted: plain packets that fit such a policy are dropped. */
export function transforms(node: string): FactRequest<readonly TransformPolicy[]> {
  return {
    key: `transforms:${node}`,
    script: `part policies at ${nodeWord(node)} ip xfrm policy show`,
    phase: 'quick',
    parse(seen, context) {
      const part = partsOf(seen.stdout, context.nonce).get('policies');
      if (part?.exitCode === 0) return ok(readPolicies(part.body));
      const absent = absence(seen, context);
      // A kernel without IPsec has no policies.
      if (!absent && /not supported/i.test(seen.stderr)) return ok([]);
      return err(absent ?? failed({ ...seen, exitCode: part?.exitCode ?? seen.exitCode }, 'ip xfrm'));
    },
  };
}

/** Each policy begins with its selector at the margin; all else is indented. */
function readPolicies(body: string): readonly TransformPolicy[] {
  return `\n${body}`
    .split('\nsrc ')
    .slice(1)
    .flatMap((policy) => {
      const [head = '', second = ''] = policy.split('\n');
      const [src, word, dst] = head.trim().split(/\s+/);
      const [dir, direction] = second.trim().split(/\s+/);
      if (dir !== 'dir' || word !== 'dst' || src === undefined || dst === undefined) return [];
      // Those of IPv6 are printed as well.
      if (src.includes(':') || dst.includes(':')) return [];
      if (direction !== 'in' && direction !== 'out' && direction !== 'fwd') return [];
      return [{ direction, src, dst, text: `src ${src} dst ${dst} dir ${direction}` }];
    });
}
