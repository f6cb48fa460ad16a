import { expect, test } from 'vitest';
import { fixture } from '../testing/fixture.ts';
import { parseSave } from './save.ts';

function rule(line: string, userChains = '') {
  const result = parseSave(`*nat\n:PREROUTING ACCEPT [0:0]\n${userChains}${line}\nCOMMIT\n`, 'iptables-legacy');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const [found] = result.value[0]?.rules ?? [];
  if (!found) throw new Error('no rule');
  return found;
}

const kinds = (line: string): string[] => rule(`-A PREROUTING ${line}`).matches.map((match) => match.kind);

test('counters, comment and line are kept', () => {
  expect(rule('[7:420] -A PREROUTING -i br0 -m comment --comment "a \\"b\\" \\\\ c" -j ACCEPT')).toMatchObject({
    counters: { packets: 7, bytes: 420 },
    comment: 'a "b" \\ c',
    text: '-A PREROUTING -i br0 -m comment --comment "a \\"b\\" \\\\ c" -j ACCEPT',
    target: { kind: 'accept' },
  });
});

test.each([
  ['-i br+ ! -o ens33', ['interface', 'interface']],
  ['-s 10.0.0.0/255.0.255.0 -d 1.2.3.4/32', ['address', 'address']],
  ['! -p tcp', ['protocol']],
  ['-p tcp -m tcp --sport 5:65535 ! --dport 1:80', ['protocol', 'port', 'port']],
  ['-p tcp --dport 80', ['protocol', 'port']],
  ['-p tcp -m multiport ! --ports 80,90:100', ['protocol', 'port']],
  ['-m iprange --src-range 1.2.3.4-1.2.3.9', ['address']],
  ['-m addrtype ! --src-type LOCAL,BROADCAST --dst-type LOCAL', ['address-type', 'address-type']],
  ['-m addrtype --dst-type LOCAL --limit-iface-in', ['address-type']],
  ['-m conntrack --ctstate NEW', ['ct-state']],
  ['-m conntrack ! --ctstate NEW,DNAT', ['any']],
  ['-m conntrack --ctstatus ASSURED', ['ct-status']],
  ['-m conntrack --ctorigdst 1.2.3.4 --ctreplsrcport 80 ! --ctdir REPLY', ['connection', 'connection', 'direction']],
  ['-m conntrack --ctexpire 5', ['unknown']],
  ['-m physdev ! --physdev-in veth1 --physdev-is-bridged', ['bridge-port', 'bridged']],
  ['-m mark ! --mark 0x5/0xff', ['mark']],
  ['-m connmark --mark 0x5', ['mark']],
  ['-m mark --mark 5x', ['unknown']],
  ['-m rpfilter --loose --invert', ['reverse-path']],
  ['-m statistic --mode random --probability 0.50000000000', ['chance']],
  ['-m statistic --mode nth --every 3 --packet 0 -s 1.2.3.4/32', ['chance', 'address']],
  ['-m recent --set --name x --mask 255.255.255.255 --rsource', ['any']],
  ['-m recent --update --seconds 30 --hitcount 6 --name x --mask 255.255.255.255 --rsource', ['recent']],
  ['-p icmp -m icmp --icmp-type 3/1', ['protocol', 'icmp']],
  ['-m length --length 0:100 -m pkttype --pkt-type unicast', ['length', 'frame-type']],
  ['-m policy --dir in --pol none -m owner --uid-owner 0', ['any', 'owner']],
  ['-m addrtype --src-type LOCAL ! -s 1.2.3.4/32', ['address-type', 'address']],
  ['-m limit --limit 5/min -m tcp --dport 80', ['unknown', 'port']],
  ['-m set --match-set foo src,dst', ['unknown']],
  ['-f', ['fragment']],
  ['-m comment --comment -x', []],
  ['-m comment --comment "-j DROP"', []],
  ['--dport 99999', ['unknown']],
  ['-s 1.2.3.4.5', ['unknown']],
])('%s asks %j', (line, expected) => {
  expect(kinds(`${line} -j ACCEPT`)).toEqual(expected);
});

test.each([
  [
    '-j DNAT --to-destination 172.18.0.2:80',
    { kind: 'dnat', addresses: { from: '172.18.0.2', to: '172.18.0.2' }, ports: { from: 80, to: 80 } },
  ],
  ['-j DNAT --to-destination :80', { kind: 'dnat', ports: { from: 80, to: 80 } }],
  [
    '-j DNAT --to-destination 1.2.3.4-1.2.3.9 --persistent',
    { kind: 'dnat', addresses: { from: '1.2.3.4', to: '1.2.3.9' }, persistent: true },
  ],
  ['-j MASQUERADE --random-fully', { kind: 'masquerade', random: true }],
  [
    '-j SNAT --to-source 1.2.3.4:80-90',
    { kind: 'snat', addresses: { from: '1.2.3.4', to: '1.2.3.4' }, ports: { from: 80, to: 90 } },
  ],
  ['-j MASQUERADE', { kind: 'masquerade' }],
  ['-j MASQUERADE --to-ports 1024-65535', { kind: 'masquerade', ports: { from: 1024, to: 65535 } }],
  ['-j REDIRECT --to-ports 80', { kind: 'redirect', ports: { from: 80, to: 80 } }],
  ['-j NETMAP --to 1.2.3.0/24', { kind: 'unknown', name: 'NETMAP' }],
  ['-j REJECT', { kind: 'reject', with: 'icmp-port-unreachable' }],
  ['-j REJECT --reject-with tcp-reset', { kind: 'reject', with: 'tcp-reset' }],
  ['-j LAB', { kind: 'jump', chain: 'LAB' }],
  ['-g LAB', { kind: 'goto', chain: 'LAB' }],
  ['-j NFQUEUE --queue-num 3', { kind: 'unknown', name: 'NFQUEUE' }],
])('%s', (line, target) => {
  expect(rule(`-A PREROUTING ${line}`, ':LAB - [0:0]\n').target).toEqual(target);
});

test.each([
  ['-j LOG --log-prefix "-x y"', 'LOG'],
  ['-j CT --notrack', 'NOTRACK'],
  ['-j CT --zone 1', 'CT'],
  ['-j TTL --ttl-set 64', 'TTL'],
])('%s lets the packet go on', (line, name) => {
  const { effects, target } = rule(`-A PREROUTING ${line}`);
  expect(effects).toEqual([{ name }]);
  expect(target).toBeUndefined();
});

test('of all options that we know none is unknown in a real listing', () => {
  const unknown = fixture('options')
    .chains.flatMap((chain) => chain.rules)
    .flatMap((one) => one.matches.filter((match) => match.kind === 'unknown').map((match) => match.text));
  expect(unknown).toEqual(['-m limit --limit 5/min']);
});

test('a built-in chain has its hook and priority', () => {
  const text = '*nat\n:POSTROUTING ACCEPT [1:2]\n*mangle\n:OUTPUT DROP [0:0]\n:OWN - [0:0]\n';
  const result = parseSave(text, 'iptables-nft');
  expect(
    result.ok && result.value.map((chain) => [chain.name, chain.base?.priority, chain.base?.type, chain.base?.policy]),
  ).toEqual([
    ['POSTROUTING', 100, 'nat', 'accept'],
    ['OUTPUT', -150, 'route', 'drop'],
    ['OWN', undefined, undefined, undefined],
  ]);
});
