import { expect, it } from 'vitest';
import { onlyLooks, onlyRules, startsContainer, touchesContainers } from './lines.ts';

it.each([
  ['iptables -t nat -I POSTROUTING -o br0 -j MASQUERADE', true],
  ['iptables-legacy -A FORWARD -j DROP', true],
  ["nft add chain inet lab x '{ type filter hook forward priority 0; }'", true],
  ['sysctl -w net.ipv4.ip_forward=0', true],
  ['sysctl -w net.ipv4.conf.br0.forwarding=0', true],
  ['sysctl -w net.ipv4.conf.br0.rp_filter=1', false],
  ['iptables -F; ip link del br0', false],
  ['iptables -L | tee /etc/hosts', false],
  ['ip link set br0 up', false],
  ["nsenter -n -t $(docker inspect -f '{{.State.Pid}}' c1) iptables -F", false],
])('only rules of the host: %s', (line, expected) => {
  expect(onlyRules(line)).toBe(expected);
});

it('looking at a container is no touch', () => {
  const look = "nsenter -n -t $(docker inspect -f '{{.State.Pid}}' c1) ip link set eth0 up";
  expect([look, `${look}; docker restart c1`, 'docker rename c1 c3'].map(touchesContainers)).toEqual([
    false,
    true,
    true,
  ]);
  expect(startsContainer('docker run -d --net=none --name=c1 x')).toBe(true);
  expect(onlyLooks('docker exec -it c1 wget -O - http://172.18.0.3')).toBe(true);
});
