/**
 * Error numbers by their words: glibc's and musl's strerror, whatever program printed them. The same error tells the
 * same cause in every program, so it is named once.
 */
export type Errno =
  /** EHOSTUNREACH, `No route to host`: nobody answered ARP for 3 s, or somebody on the way (or forwarding off) said no. */
  | 'no-route'
  /** ENETUNREACH, `Network is unreachable`: this namespace has no route; nothing was sent. */
  | 'unreachable'
  /** ECONNREFUSED: the machine with that address has no listener, or a rule rejects. */
  | 'refused'
  /** ETIMEDOUT. */
  | 'timeout'
  /** ECONNRESET, EPIPE. */
  | 'reset'
  /** EACCES or EPERM: a prohibit route, or a rule of the sender itself. */
  | 'prohibited'
  /** EINVAL: a blackhole route, or a source that may not be there (rp_filter). */
  | 'invalid';

const words: readonly (readonly [RegExp, Errno])[] = [
  [/no route to host|host is unreachable/i, 'no-route'],
  [/network (is )?unreachable/i, 'unreachable'],
  [/connection refused/i, 'refused'],
  [/timed out/i, 'timeout'],
  [/connection reset|broken pipe/i, 'reset'],
  [/permission denied|operation not permitted/i, 'prohibited'],
  [/invalid (argument|cross-device link)/i, 'invalid'],
];

/** The first error number that the words name; undefined when they name none. */
export function errnoIn(message: string): Errno | undefined {
  return words.find(([shape]) => shape.test(message))?.[1];
}
