import { finished as after, deleted, type Family, inside } from '../support/injection.ts';

const site = '/etc/nginx/conf.d/default.conf';
const reload = 'docker exec c1 nginx -s reload';
/** Until the workers that were there before are gone, the old settings may still answer. */
const workers = (line: string): readonly string[] => [
  'old=$(pgrep -P $(docker inspect -f "{{.State.Pid}}" c1)); ' +
    `${line}; ${reload}; for one in $old; do while kill -0 $one 2>/dev/null; do sleep 0.1; done; done`,
];

const hidden = (rule: string) => ({
  lines: [inside('c1', `iptables -t nat -I ${rule}`)],
  fix: [inside('c1', `iptables -t nat -D ${rule}`)],
});
const dropsDns = 'iptables -I FORWARD -i br0 -p udp --dport 53 -j DROP';

/** Who answered, and where an outcome leaves more than one cause: made by what our looks do not show. */
export const requestInjections = {
  'wrong-server': {
    after,
    check: 'c1-reaches-outside',
    // The container's own NAT, which nobody asks.
    ...hidden('OUTPUT -d 192.168.1.50 -p tcp --dport 80 -j DNAT --to-destination 203.0.113.80'),
    onlyLooks: 'what brings the request to the other server is not among the facts',
  },
  'unknown-server': {
    after: 'run-c2',
    check: 'c1-serves',
    lines: workers(`docker exec c1 sed -i "s/listen 80;/listen 80; access_log off;/" ${site}`),
    onlyLooks: 'any program may have answered; the look shows which one listens',
    fix: workers(`docker exec c1 sed -i "s/ access_log off;//" ${site}`),
  },
  'wrong-client': {
    after,
    check: 'host-reaches-c2',
    lines: ['iptables -t nat -I POSTROUTING -o br0 -p tcp -d 172.18.0.3 -j SNAT --to-source 192.168.1.61'],
  },
  'other-source': {
    after,
    check: 'host-reaches-c1',
    lines: [
      'ip address del 172.18.0.1/16 dev br0; ip address add 172.18.0.124/16 dev br0; ip address add 172.18.0.1/16 dev br0',
    ],
  },
  'dns-no-server': {
    after,
    check: 'c1-dns',
    lines: ['docker exec c1 sh -c ": >/etc/resolv.conf"'],
  },
  'dns-failed': {
    after,
    check: 'c1-dns',
    lines: [dropsDns],
    onlyLooks: 'a lost question, a lost answer and an unknown name look the same from here',
    fix: [deleted(dropsDns)],
  },
} as const satisfies Family;
