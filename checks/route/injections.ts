import { finished as after, type Family, inside } from '../support/injection.ts';

export const routeInjections = {
  'default-route-missing': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip link set eth0 down'), inside('c1', 'ip link set eth0 up')],
  },
  'default-route-wrong-gateway': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip route replace default via 172.18.0.9')],
  },
  'default-route-no-gateway': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip route replace default dev eth0')],
  },
  'container-route-elsewhere': {
    after,
    check: 'c1-connected-route',
    lines: [inside('c1', 'ip route add 172.18.0.3/32 via 172.18.0.1')],
  },
  'container-route-refused': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip route add unreachable 192.168.1.50/32')],
  },
  'unreachable-undecided': {
    after,
    check: 'c1-default-route',
    // The kernel's answer is the same as without a route.
    lines: [inside('c1', 'ip rule add to 192.168.1.50 unreachable')],
    onlyLooks: 'the routes would let it pass; the look shows the routing rules, which are not among the facts',
    fix: [inside('c1', 'ip rule del to 192.168.1.50 unreachable')],
  },
} as const satisfies Family;
