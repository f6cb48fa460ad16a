import type { Claim } from './claim.ts';

const after = 'after';
const dnat =
  'PREROUTING -i br0 -p tcp -m tcp --dport 5678 -m addrtype --dst-type LOCAL -j DNAT --to-destination 172.18.0.2:80';
const masquerade = 'POSTROUTING -o br0 -p tcp -m tcp --dport 80 -d 172.18.0.2 -j MASQUERADE --to-ports 1024-65535';
const narrow = 'POSTROUTING -s 172.18.0.0/16 -d 172.18.0.2 -m conntrack --ctstate DNAT -j MASQUERADE';
const published = 'http://192.168.1.61:5678/';

/** Of lesson 4. */
export const hairpin: readonly Claim[] = [
  {
    id: 'hairpin-alone',
    ...{ step: 'hairpin-mode', when: after, sentence: 'The packet does not even get as far as the turn.' },
    lines: `get c1 ${published}; get c2 ${published}`,
    prints: 'refused\nrefused\n',
  },
  {
    id: 'flag-of-a-port',
    ...{ step: 'hairpin-mode', when: after, sentence: 'if veth1 leaves the bridge, it is gone' },
    lines: `
      ip link set veth1 nomaster; ip link set veth1 master br0; bridge -d link show dev veth1 | grep -o 'hairpin o[nf]*'
      bridge link set dev veth1 hairpin on
      tries=0; until bridge link show dev veth1 | grep -q forwarding || [ $tries -gt 50 ]; do tries=$((tries + 1)); sleep 0.1; done`,
    prints: 'hairpin off\n',
  },
  {
    id: 'martian',
    ...{ step: 'dnat-bridge', when: after, sentence: 'A machine does not believe such a packet' },
    lines: `get c2 ${published}; client c1; get c1 ${published}`,
    prints: 'page\n172.18.0.3\ntimeout\n',
  },
  {
    id: 'every-address-of-the-host',
    ...{ step: 'dnat-bridge', when: after, sentence: 'So 172.18.0.1:5678 is now redirected to c1, too.' },
    lines: 'get c2 http://172.18.0.1:5678/; get c2 http://192.168.1.50:5678/',
    prints: 'page\noutside sees 192.168.1.61\n',
  },
  {
    id: 'itself',
    ...{ step: 'masquerade-hairpin', when: after, sentence: 'All three pieces are in place.' },
    lines: `get c1 ${published}; client c1`,
    prints: 'page\n172.18.0.1\n',
  },
  {
    id: 'each-of-three',
    ...{
      step: 'masquerade-hairpin',
      when: after,
      sentence: 'Take away any one of them, and in this lab it fails again.',
    },
    lines: `
      iptables -t nat -D ${dnat}; get c1 ${published}; iptables -t nat -I ${dnat}
      iptables -t nat -D ${masquerade}; get c1 ${published}; iptables -t nat -I ${masquerade}
      bridge link set dev veth1 hairpin off; get c1 ${published}; bridge link set dev veth1 hairpin on`,
    prints: 'refused\ntimeout\ntimeout\n',
  },
  {
    id: 'no-hairpin-without-br-netfilter',
    ...{
      step: 'masquerade-hairpin',
      when: after,
      of: 'hairpin-mode',
      sentence: 'Hairpin mode matters only while br_netfilter is on.',
    },
    lines: `
      sysctl -qw net.bridge.bridge-nf-call-iptables=0; bridge link set dev veth1 hairpin off; get c1 ${published}
      sysctl -qw net.bridge.bridge-nf-call-iptables=1; bridge link set dev veth1 hairpin on`,
    prints: 'page\n',
  },
  {
    id: 'allowed-sender-ports',
    ...{ step: 'masquerade-hairpin', when: after },
    sentence: 'one outside the range is replaced, one inside stays unless it is taken',
    lines: `
      conntrack -D -p tcp --dport 5678 >/dev/null 2>&1
      get outside ${published} --local-port 700; get outside ${published} --local-port 40000
      port() { conntrack -L -p tcp --orig-port-src $1 --dport 5678 2>/dev/null | sed 's/.*dport=//; s/ .*//'; }
      [ "$(port 700)" -ge 1024 ] && echo replaced; port 40000`,
    prints: 'page\npage\nreplaced\n40000\n',
  },
  {
    id: 'every-client-is-the-host',
    ...{ step: 'masquerade-hairpin', when: after },
    sentence: "c1 sees every client that comes through the host's rules as 172.18.0.1 (in this lab even c2",
    lines: `
      get outside ${published}; client c1; get c2 http://172.18.0.2/; client c1
      sysctl -qw net.bridge.bridge-nf-call-iptables=0; get c2 http://172.18.0.2/; client c1
      sysctl -qw net.bridge.bridge-nf-call-iptables=1`,
    prints: 'page\n172.18.0.1\npage\n172.18.0.1\npage\n172.18.0.3\n',
  },
  {
    id: 'that-way-needs-ip-forward',
    ...{ step: 'masquerade-hairpin', when: after, sentence: 'and that way now needs `ip_forward`' },
    lines: `
      sysctl -qw net.ipv4.ip_forward=0; get c2 http://172.18.0.2/; get c1 http://172.18.0.3/; sysctl -qw net.ipv4.ip_forward=1`,
    prints: 'timeout\npage\n',
  },
  {
    id: 'narrow-keeps-addresses',
    ...{ step: 'masquerade-hairpin', when: after, sentence: 'This keeps them:' },
    lines: `
      iptables -t nat -D ${masquerade}; iptables -t nat -I ${narrow}
      for from in outside host; do get $from ${published}; client c1; done; get c2 http://172.18.0.2/; client c1; get c1 ${published}
      iptables -t nat -D ${narrow}; iptables -t nat -I ${masquerade}`,
    prints: 'page\n192.168.1.50\npage\n192.168.1.61\npage\n172.18.0.3\npage\n',
  },
  {
    id: 'what-conntrack-tells',
    ...{ step: 'talk-hairpin', when: after },
    sentence: 'A timeout without an entry in conntrack means that the frame died inside the bridge',
    lines: `
      entries() { conntrack -L -s 172.18.0.2 -p tcp --dport 5678 2>/dev/null | grep -c "$1"; }
      bridge link set dev veth1 hairpin off; conntrack -D -p tcp --dport 5678 >/dev/null 2>&1; get c1 ${published}; entries .
      bridge link set dev veth1 hairpin on; iptables -t nat -D ${masquerade}; get c1 ${published}; entries UNREPLIED
      iptables -t nat -I ${masquerade}`,
    prints: 'timeout\n0\ntimeout\n1\n',
  },
];
