import { defaultParams } from '../../lessons/params/params.ts';

const { uplink, gateway } = defaultParams;

/** What a lab of this course keeps between two cases. */
export const keeps = {
  cards: [uplink],
  lines: [`ip address del ${gateway}/16 dev ${uplink}`, `ip address del ${gateway}/32 dev lo`],
  // 0 before 1: else switches of single interfaces stay.
  rules: [
    'iptables -P FORWARD DROP',
    'sysctl -w net.ipv4.ip_forward=0 net.ipv4.ip_forward=1 net.bridge.bridge-nf-call-iptables=1',
  ],
} as const;

/** Of each command. */
export const leastWrong = 3;
