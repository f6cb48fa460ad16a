/** Steps of the course that leave something on the picture, in their order, up to both containers having an address. */
export const wiring = [
  'run-c1',
  'run-c2',
  'bridge',
  'bridge-address',
  'veth1',
  'veth1-port',
  'eth0-to-c1',
  'c1-eth0-up',
  'c1-address',
  'c1-route',
  'veth2',
  'eth0-to-c2',
  'c2-address',
] as const;
