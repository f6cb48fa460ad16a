import { expect, test } from 'vitest';
import { errnoIn } from './errno.ts';

/** glibc's strerror, then musl's, as curl and busybox print them. */
test.each([
  ['No route to host', 'no-route'],
  ['Host is unreachable', 'no-route'],
  ['Network is unreachable', 'unreachable'],
  ['Network unreachable', 'unreachable'],
  ['Connection refused', 'refused'],
  ['Connection timed out', 'timeout'],
  ['Operation timed out', 'timeout'],
  ['Connection reset by peer', 'reset'],
  ['Recv failure: Connection reset by peer', 'reset'],
  ['Permission denied', 'prohibited'],
  ['Operation not permitted', 'prohibited'],
  ['Invalid argument', 'invalid'],
  ['Invalid cross-device link', 'invalid'],
  ['Bad file descriptor', undefined],
  ['', undefined],
])('%s: %s', (words, errno) => {
  expect(errnoIn(words)).toBe(errno);
});
