import type { Claim } from './claim.ts';

const before = 'before';
const after = 'after';
const masquerade = 'POSTROUTING -s 172.18.0.0/16 -o ens33 -j MASQUERADE';

/** Of lessons 2 and 3: forwarding, masquerading, names, the published port. */
export const waysOut: readonly Claim[] = [
  {
    id: 'off-moves-no-counter',
    ...{ step: 'forward-out', when: after },
    sentence: 'If it says 0, packets vanish without an error, and no counter of FORWARD moves.',
    lines: `
      sysctl -qw net.ipv4.ip_forward=0; iptables -Z FORWARD; get c1 http://192.168.1.50/
      iptables -nvxL FORWARD | awk 'NR > 2 { sum += $1 } END { print sum + 0 }'; sysctl -qw net.ipv4.ip_forward=1`,
    prints: 'timeout\n0\n',
  },
  {
    id: 'one-way-street',
    ...{ step: 'forward-out', when: after },
    sentence: 'The request does arrive at `outside`, but its sender is 172.18.0.2.',
    lines: `
      at outside timeout 2 tcpdump -lni eth0 host 172.18.0.2 >/tmp/seen 2>/dev/null & sleep 0.7
      get c1 http://192.168.1.50/; wait
      grep -q '172.18.0.2.* > 192.168.1.50.80: Flags .S.' /tmp/seen && grep -q '192.168.1.50.80 > 172.18.0.2.*Flags .S\\..' /tmp/seen && echo answered`,
    prints: 'timeout\nanswered\n',
  },
  {
    id: 'from-top-to-bottom',
    ...{ step: 'forward-out', when: before, of: 'forward-bridge' },
    sentence: '`-I` puts a rule on top, `-A` at the end, below everything that drops.',
    lines: `
      iptables -I FORWARD -j DROP; iptables -A FORWARD -i br0 -o br0 -j ACCEPT; get c1 http://172.18.0.3/
      iptables -I FORWARD -i br0 -o br0 -j ACCEPT; get c1 http://172.18.0.3/
      iptables -D FORWARD 1; iptables -D FORWARD -j DROP; iptables -D FORWARD -i br0 -o br0 -j ACCEPT
      iptables -C FORWARD -i br0 -o br0 -j ACCEPT && iptables -S FORWARD | grep -c ^-A`,
    prints: 'timeout\npage\n1\n',
  },
  {
    id: 'no-answer-to-count',
    ...{ step: 'forward-in', when: after, sentence: 'the new rule stays at 0 packets, however often c1 tries' },
    lines: 'iptables -Z FORWARD; get c1 http://192.168.1.50/; counted FORWARD ens33 *br0',
    prints: 'timeout\n0\n',
  },
  {
    id: 'no-questions-asked',
    ...{ step: 'forward-in', when: after },
    sentence: 'A neighbour who sends packets for 172.18.0.0/16 to your host reaches *every* port of every container.',
    lines: `
      iptables -D FORWARD -i br0 -o ens33 -j ACCEPT; iptables -I FORWARD -i br0 -o ens33 -m conntrack --ctstate ESTABLISHED -j ACCEPT
      at outside ip route add 172.18.0.0/16 via 192.168.1.61; get outside http://172.18.0.2/; get outside http://172.18.0.3/
      get outside http://172.18.0.3:81/; at outside ip route del 172.18.0.0/16
      iptables -D FORWARD 1; iptables -I FORWARD -i br0 -o ens33 -j ACCEPT`,
    prints: 'page\npage\nrefused\n',
  },
  {
    id: 'taken-by-a-rule-above',
    ...{ step: 'masquerade', when: after, of: 'forward-in', sentence: 'there was none, or a rule above has taken it' },
    lines: `
      iptables -I FORWARD -i ens33 -o br0 -j ACCEPT; iptables -Z FORWARD; get c1 http://192.168.1.50/
      for packets in $(counted FORWARD ens33 *br0); do some $packets; done; iptables -D FORWARD -i ens33 -o br0 -j ACCEPT`,
    prints: 'outside sees 192.168.1.61\nsome\nnone\n',
  },
  {
    id: 'true-sender-until-the-end',
    ...{ step: 'masquerade', when: after },
    sentence: 'all rules before it still see the true sender, and what the host itself sends passes there, too',
    lines: `
      iptables -I FORWARD -s 172.18.0.2 -o ens33; iptables -t nat -I POSTROUTING -s 192.168.1.61 -o ens33 -p tcp --dport 80
      get c1 http://192.168.1.50/; get host http://192.168.1.50/
      some $(iptables -nvxL FORWARD 1 | awk '{ print $1 }'); some $(iptables -t nat -nvxL POSTROUTING 1 | awk '{ print $1 }')
      iptables -D FORWARD 1; iptables -t nat -D POSTROUTING 1`,
    prints: 'outside sees 192.168.1.61\noutside sees 192.168.1.61\nsome\nsome\n',
  },
  {
    id: 'connections-not-packets',
    ...{ step: 'masquerade', when: after, sentence: 'the counter counts connections, not packets' },
    lines: `
      iptables -t nat -Z POSTROUTING; get c1 http://192.168.1.50/
      iptables -t nat -nvxL POSTROUTING | awk '/MASQUERADE/ { print $1 }'`,
    prints: 'outside sees 192.168.1.61\n1\n',
  },
  {
    id: 'no-such-name-at-once',
    ...{
      step: 'talk-outside',
      when: after,
      sentence: 'For a name that does not exist it says "bad address", too, but at once.',
    },
    lines: "within 2 docker exec c1 wget -O - nobody.example 2>&1 | cut -d ' ' -f 1-3",
    prints: 'wget: bad address\nwithin 2 s\n',
  },
  {
    id: 'no-name-server-after-ten-seconds',
    ...{ step: 'talk-outside', when: after, sentence: 'So wget gives up after ten seconds' },
    lines: `
      iptables -t nat -D ${masquerade}; start=$(date +%s)
      docker exec c1 wget -O - www.baidu.com 2>&1 | cut -d ' ' -f 1-3; took=$(($(date +%s) - start))
      [ $took -ge 9 ] && [ $took -le 12 ] && echo 'about ten seconds'; iptables -t nat -I ${masquerade}`,
    prints: 'wget: bad address\nabout ten seconds\n',
  },
  {
    id: 'hang-after-connecting',
    ...{ step: 'talk-outside', when: after },
    sentence: 'A hang after `Connecting to` means that the address is known, and packets are lost.',
    lines: `
      iptables -I FORWARD -p tcp -d 203.0.113.80 -j DROP
      docker exec c1 wget -T 1 -O - www.baidu.com 2>&1 | grep -e Connecting -e 'timed out'
      iptables -D FORWARD -p tcp -d 203.0.113.80 -j DROP`,
    prints: 'Connecting to www.baidu.com (203.0.113.80:80)\nwget: download timed out\n',
  },
  {
    id: 'refused-while-nobody-redirects',
    ...{ step: 'dnat-prerouting', when: before },
    sentence: 'From outside, port 5678 is refused: the host keeps the packet and nobody listens.',
    lines: 'get outside http://192.168.1.61:5678/',
    prints: 'refused\n',
  },
  {
    id: 'arriving-packets-only',
    ...{ step: 'dnat-prerouting', when: after },
    sentence: 'its packets never pass PREROUTING',
    lines: 'get outside http://192.168.1.61:5678/; client c1; get host http://192.168.1.61:5678/',
    prints: 'page\n192.168.1.50\nrefused\n',
  },
  {
    id: 'module-by-itself',
    ...{ step: 'dnat-prerouting', when: after, sentence: '`-m tcp` knows options like `--dport`.' },
    lines: `
      iptables -t nat -A OUTPUT -p tcp --dport 9; iptables -t nat -S OUTPUT | grep -o -e '-p tcp -m tcp --dport 9'
      iptables -t nat -D OUTPUT -p tcp --dport 9`,
    prints: '-p tcp -m tcp --dport 9\n',
  },
  {
    id: 'listens-in-its-namespace-only',
    ...{ step: 'dnat-prerouting', when: after, of: 'run-c1' },
    sentence: 'A server at `127.0.0.1` could not be reached from outside, whatever you wire to it.',
    lines: `
      at c1 perl -MIO::Socket::INET -e '
        $server = IO::Socket::INET->new(LocalAddr => "127.0.0.1:81", Listen => 1, ReuseAddr => 1) or die;
        while ($client = $server->accept) { <$client>; print $client "HTTP/1.0 200 OK\\r\\n\\r\\npage"; close $client }' &
      sleep 0.5; iptables -t nat -I PREROUTING -p tcp --dport 5679 -j DNAT --to-destination 172.18.0.2:81
      get c1 http://127.0.0.1:81/; get outside http://192.168.1.61:5679/
      iptables -t nat -D PREROUTING 1; kill $!`,
    prints: 'page\nrefused\n',
  },
  {
    id: 'catches-what-passes-through',
    ...{
      step: 'dnat-prerouting',
      when: after,
      sentence: 'So it also catches packets that merely pass *through* the host',
    },
    lines: `
      at outside ip route add 203.0.113.80 via 192.168.1.61; get outside http://203.0.113.80:5678/; client c1
      at outside ip route del 203.0.113.80`,
    prints: 'page\n192.168.1.50\n',
  },
  {
    id: 'loopback-sender-hangs',
    ...{ step: 'dnat-output', when: after, sentence: '`127.0.0.1:5678` does not work; it hangs.' },
    lines: 'get host http://127.0.0.1:5678/; get host http://192.168.1.61:5678/',
    prints: 'timeout\npage\n',
  },
  {
    id: 'everybodys-port',
    ...{ step: 'dnat-output', when: after, sentence: 'even one to 192.168.1.50:5678' },
    lines: 'get host http://192.168.1.50:5678/; client c1; get outside http://192.168.1.50:5678/',
    prints: 'page\n192.168.1.61\noutside sees 192.168.1.50\n',
  },
  {
    id: 'answers-pass-input',
    ...{
      step: 'dnat-output',
      when: after,
      sentence: 'The answers do not pass FORWARD; they are for the host, so they pass INPUT.',
    },
    lines: `
      iptables -I INPUT -i br0 -p tcp; iptables -I FORWARD -p tcp; get host http://192.168.1.61:5678/
      some $(iptables -nvxL INPUT 1 | awk '{ print $1 }'); some $(iptables -nvxL FORWARD 1 | awk '{ print $1 }')
      iptables -D INPUT 1; iptables -D FORWARD 1`,
    prints: 'page\nsome\nnone\n',
  },
];
