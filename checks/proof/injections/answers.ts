import { added, finished as after, type Family, inside } from './injection.ts';

const site = '/etc/nginx/conf.d/default.conf';
const reload = 'docker exec c1 nginx -s reload';
/** Until the workers that were there before are gone, the old settings may still answer. */
const workers = (line: string): readonly string[] => [
  'old=$(pgrep -P $(docker inspect -f "{{.State.Pid}}" c1)); ' +
    `${line}; ${reload}; for one in $old; do while kill -0 $one 2>/dev/null; do sleep 0.1; done; done`,
];

/** Who answered, and where an outcome leaves more than one cause: made by what our looks do not show. */
export const answers = {
  'wrong-server': {
    after,
    check: 'c1-reaches-outside',
    ...added(
      'iptables -t nat -I PREROUTING -i br0 -p tcp -d 192.168.1.50 --dport 80 -j DNAT --to-destination 203.0.113.80',
    ),
  },
  'unknown-server': {
    after: 'run-c2',
    check: 'c1-serves',
    lines: workers(`docker exec c1 sed -i "s/listen 80;/listen 80; access_log off;/" ${site}`),
    mend: workers(`docker exec c1 sed -i "s/ access_log off;//" ${site}`),
  },
  'wrong-client': {
    after,
    check: 'host-reaches-c2',
    ...added('iptables -t nat -I POSTROUTING -o br0 -p tcp -d 172.18.0.3 -j SNAT --to-source 192.168.1.61'),
  },
  'refused-undecided': {
    after,
    check: 'host-reaches-c1',
    ...added('iptables -t nat -I OUTPUT -p tcp -d 172.18.0.2 --dport 80 -j DNAT --to-destination 172.18.0.2:81'),
  },
  'no-route-undecided': {
    after,
    check: 'host-reaches-c1',
    lines: [inside('c1', 'ip link set eth0 arp off')],
    mend: [inside('c1', 'ip link set eth0 arp on')],
  },
  'timeout-undecided': {
    after,
    check: 'host-reaches-c1',
    lines: [inside('c1', 'ip rule add to 172.18.0.1 blackhole')],
    mend: [inside('c1', 'ip rule del to 172.18.0.1 blackhole')],
  },
  'dns-no-server': {
    after,
    check: 'c1-dns',
    lines: ['docker exec c1 sh -c "cp /etc/resolv.conf /tmp/resolv; : >/etc/resolv.conf"'],
    mend: ['docker exec c1 sh -c "cat /tmp/resolv >/etc/resolv.conf"'],
  },
  'dns-failed': {
    after,
    check: 'c1-dns',
    ...added('iptables -I FORWARD -i br0 -p udp --dport 53 -j DROP'),
  },
} as const satisfies Family;
