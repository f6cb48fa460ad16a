import type { Params } from '../../lessons/params/params.ts';

/** The course's own nat commands, for hints that say how it goes. */
export const commands = {
  masquerade: (p: Params) => `iptables -t nat -I POSTROUTING -s ${p.subnet} -o ${p.uplink} -j MASQUERADE`,
  dnat: (p: Params) => `iptables -t nat -I PREROUTING ! -i ${p.bridge} ${toPort(p)} ${toC1(p)}`,
  dnatOutput: (p: Params) => `iptables -t nat -I OUTPUT ! -o ${p.bridge} ${toPort(p)} ${toC1(p)}`,
  dnatBridge: (p: Params) =>
    `iptables -t nat -I PREROUTING -i ${p.bridge} ${toPort(p)} -m addrtype --dst-type LOCAL ${toC1(p)}`,
  masqueradeHairpin: (p: Params) =>
    `iptables -t nat -I POSTROUTING -o ${p.bridge} -p tcp -m tcp --dport 80 -d ${p.c1.address} -j MASQUERADE --to-ports 1024-65535`,
} as const;

const toPort = (p: Params): string => `-p tcp -m tcp --dport ${p.port}`;
const toC1 = (p: Params): string => `-j DNAT --to-destination ${p.c1.address}:80`;
