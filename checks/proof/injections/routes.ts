import { finished as after, type Family, inside } from './injection.ts';

const back = inside('c1', 'ip route replace default via 172.18.0.1 dev eth0');

export const routes = {
  'default-route-missing': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip link set eth0 down'), inside('c1', 'ip link set eth0 up')],
    mend: [back],
  },
  'default-route-wrong-gateway': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip route replace default via 172.18.0.9')],
    mend: [back],
  },
  'default-route-no-gateway': {
    after,
    check: 'c1-default-route',
    lines: [inside('c1', 'ip route replace default dev eth0')],
    mend: [back],
  },
  'container-route-elsewhere': {
    after,
    check: 'c1-connected-route',
    lines: [inside('c1', 'ip route add 172.18.0.3/32 via 172.18.0.1')],
    mend: [inside('c1', 'ip route del 172.18.0.3/32 via 172.18.0.1')],
  },
  'unreachable-undecided': {
    after,
    check: 'c1-reaches-host',
    // A policy rule, which no look of ours shows; the kernel's answer is the same as without a route.
    lines: [inside('c1', 'ip rule add to 192.168.1.61 unreachable')],
    mend: [inside('c1', 'ip rule del to 192.168.1.61 unreachable')],
  },
} as const satisfies Family;
