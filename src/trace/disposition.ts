import * as z from 'zod';

/** How a packet can end (`Disposition` of src/trace). */
export const disposition = z.enum([
  'delivered',
  'refused',
  'no-route',
  'neighbour-unreachable',
  'dropped-by-rule',
  'dropped-by-policy',
  'dropped-by-bridge',
  'too-big',
  'martian',
  'reply-lost',
  'loop',
  'not-enough-information',
]);
