import { trace } from '../../trace/index.ts';
import type { CheckWalk } from '../../trace/request-walk.ts';
import { factsOf, insert, remove, solved } from '../../trace/testing/solved.ts';

type Fit = CheckWalk['fit'];

/** The walk of a request in the solved course: its way out is closed, but for udp. */
export function dropped(fit: Fit = 'same'): CheckWalk {
  const world = solved();
  remove(world.nodes.host, '-i br0 -o ens33');
  insert(world.nodes.host, 'filter', 'FORWARD', '-i br0 -o ens33 -p udp -j ACCEPT');
  return { trace: trace(factsOf(world), { from: 'c1', to: '192.168.1.50', proto: 'tcp', port: 80 }), fit };
}

/** From outside to the published port, all the way and back. */
export function delivered(fit: Fit = 'same'): CheckWalk {
  const flow = { from: 'outside', to: '192.168.1.61', proto: 'tcp', port: 5678 } as const;
  return { trace: trace(factsOf(solved()), flow), fit };
}

/** It depends on a rule that we do not understand. */
export function undecided(): CheckWalk {
  const world = solved();
  insert(world.nodes.host, 'filter', 'FORWARD', '-m u32 --u32 0x6&0xFF=0x6 -j DROP');
  return { trace: trace(factsOf(world), { from: 'c1', to: '172.18.0.3', proto: 'tcp', port: 80 }), fit: 'open' };
}
