import type { LeftOut } from '../src/course/needs.ts';

/** Written by checks/left-out.proof.test.ts, of what a lab showed: `vitest run --project proof checks/left-out.proof.test.ts -u`. */
// biome-ignore format: a row a line
export const leftOut: readonly LeftOut[] = [
  {"step":"run-c1","command":0,"check":"c1-running","diagnosis":"container-missing","values":{"name":"c1","image":"nginx:1.13.3-alpine"}},
  {"step":"run-c2","command":0,"check":"c2-running","diagnosis":"container-missing","values":{"name":"c2","image":"nginx:1.13.3-alpine"}},
  {"step":"bridge","command":0,"check":"bridge-exists","diagnosis":"bridge-missing","values":{"bridge":"br0"}},
  {"step":"bridge","command":1,"check":"bridge-up","diagnosis":"bridge-down","values":{"bridge":"br0"}},
  {"step":"bridge-address","command":0,"check":"bridge-address","diagnosis":"bridge-no-address","values":{"bridge":"br0","expected":"172.18.0.1/16"}},
  {"step":"veth1","command":0,"check":"veth1-exists","diagnosis":"veth-missing","values":{"name":"c1","veth":"veth1","peer":"eth0"}},
  {"step":"veth1","command":1,"check":"veth1-up","diagnosis":"veth-down","values":{"name":"c1","interface":"veth1"}},
  {"step":"veth1-port","command":0,"check":"veth1-port","diagnosis":"veth-not-a-port","values":{"name":"c1","interface":"veth1","bridge":"br0"}},
  {"step":"eth0-to-c1","command":0,"check":"c1-eth0","diagnosis":"eth0-on-host","values":{"name":"c1","veth":"veth1","interface":"eth0","as":""}},
  {"step":"c1-eth0-up","command":0,"check":"c1-eth0-up","diagnosis":"eth0-down","values":{"name":"c1"}},
  {"step":"c1-address","command":0,"check":"c1-address","diagnosis":"address-missing","values":{"name":"c1","expected":"172.18.0.2/16"}},
  {"step":"c1-route","command":0,"check":"c1-default-route","diagnosis":"default-route-missing","values":{"name":"c1","address":"192.168.1.50","gateway":"172.18.0.1"}},
  {"step":"veth2","command":0,"check":"veth2-exists","diagnosis":"veth-missing","values":{"name":"c2","veth":"veth2","peer":"eth0"}},
  {"step":"veth2","command":1,"check":"veth2-up","diagnosis":"veth-down","values":{"name":"c2","interface":"veth2"}},
  {"step":"veth2","command":2,"check":"veth2-port","diagnosis":"veth-not-a-port","values":{"name":"c2","interface":"veth2","bridge":"br0"}},
  {"step":"eth0-to-c2","command":0,"check":"c2-eth0","diagnosis":"eth0-on-host","values":{"name":"c2","veth":"veth2","interface":"eth0","as":""}},
  {"step":"eth0-to-c2","command":1,"check":"c2-eth0-up","diagnosis":"eth0-down","values":{"name":"c2"}},
  {"step":"c2-address","command":0,"check":"c2-address","diagnosis":"address-missing","values":{"name":"c2","expected":"172.18.0.3/16"}},
  {"step":"c2-address","command":1,"check":"c2-default-route","diagnosis":"default-route-missing","values":{"name":"c2","address":"192.168.1.50","gateway":"172.18.0.1"}},
  {"step":"forward-bridge","command":0,"check":"forward-bridge-accept","diagnosis":"forward-missing","values":{"from":"br0","to":"br0","address":"172.18.0.3","chain":"FORWARD"}},
  {"step":"forward-out","command":0,"check":"forward-out-accept","diagnosis":"forward-missing","values":{"from":"br0","to":"ens33","address":"192.168.1.50","chain":"FORWARD"}},
  {"step":"forward-in","command":0,"check":"forward-in-accept","diagnosis":"return-missing","values":{"from":"ens33","to":"br0","address":"192.168.1.50","chain":"FORWARD"}},
  {"step":"masquerade","command":0,"check":"masquerade-rule","diagnosis":"masquerade-missing","values":{"name":"c1","address":"172.18.0.2","server":"outside","subnet":"172.18.0.0/16","uplink":"ens33"}},
  {"step":"dnat-prerouting","command":0,"check":"dnat-rule","diagnosis":"dnat-missing","values":{"name":"c1","port":5678,"address":"192.168.1.61","command":"iptables -t nat -I PREROUTING ! -i br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80","interface":"ens33"}},
  {"step":"dnat-output","command":0,"check":"dnat-output-rule","diagnosis":"dnat-output-missing","values":{"name":"c1","port":5678,"address":"192.168.1.61","command":"iptables -t nat -I OUTPUT ! -o br0 -p tcp -m tcp --dport 5678 -j DNAT --to-destination 172.18.0.2:80"}},
  {"step":"hairpin-mode","command":0,"check":"veth1-hairpin","diagnosis":"hairpin-off","values":{"name":"c1","interface":"veth1"}},
  {"step":"dnat-bridge","command":0,"check":"dnat-bridge-rule","diagnosis":"dnat-missing","values":{"name":"c1","port":5678,"address":"192.168.1.61","command":"iptables -t nat -I PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80","interface":"br0"}},
  {"step":"masquerade-hairpin","command":0,"check":"masquerade-hairpin-rule","diagnosis":"hairpin-masquerade-missing","values":{"name":"c1","address":"172.18.0.2","port":5678,"command":"iptables -t nat -I POSTROUTING -o br0 -p tcp -m tcp --dport 80 -d 172.18.0.2 -j MASQUERADE --to-ports 1024-65535"}},
];
