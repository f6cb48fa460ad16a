import { describe, expect, test } from 'vitest';
import { known } from './known.ts';
import { parsed } from './testing/fixture.ts';

/** The headings of Debian 12's iptables-extensions(8), iptables 1.8.9: `grep '^\.SS'`, in its order. */
const headings =
  'addrtype ah bpf cgroup cluster comment connbytes connlabel connlimit connmark conntrack cpu dccp devgroup dscp dst ecn esp eui64 frag hashlimit hbh helper hl icmp icmp6 iprange ipv6header ipvs length limit mac mark mh multiport nfacct osf owner physdev pkttype policy quota rateest realm recent rpfilter rt sctp set socket state statistic string tcp tcpmss time tos ttl u32 udp AUDIT CHECKSUM CLASSIFY CLUSTERIP CONNMARK CONNSECMARK CT DNAT DNPT DSCP ECN HL HMARK IDLETIMER LED LOG MARK MASQUERADE NETMAP NFLOG NFQUEUE NOTRACK RATEEST REDIRECT REJECT SECMARK SET SNAT SNPT SYNPROXY TCPMSS TCPOPTSTRIP TEE TOS TPROXY TRACE TTL ULOG'.split(
    ' ',
  );
/** Keys of nft(8), nftables 1.0.6: the tables of its chapters on meta and ct expressions. */
const metaKeys =
  'length nfproto l4proto protocol priority mark iif iifname iiftype oif oifname oiftype sdif sdifname skuid skgid rtclassid ibrname obrname pkttype cpu iifgroup oifgroup cgroup random ipsec iifkind oifkind time day hour'.split(
    ' ',
  );
const ctKeys =
  'state direction status mark expiration helper label l3proto protocol packets bytes avgpkt zone count id'.split(' ');

const names = (kind: string): ReadonlySet<string> =>
  new Set(known.filter((one) => one.kind === kind).map(({ name }) => name));

describe('every part of the man pages has a standing', () => {
  test.each(headings)('%s', (name) => {
    expect(names('match').has(name) || names('target').has(name)).toBe(true);
  });
  test.each([...metaKeys.map((key) => `meta ${key}`), ...ctKeys.map((key) => `ct ${key}`)])('%s', (name) => {
    expect(names('expression').has(name)).toBe(true);
  });
});

function ruleOf(words: string) {
  const text = `*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD ${words}\nCOMMIT\n`;
  const [rule] = parsed({ iptablesLegacy: text }).chains[0]?.rules ?? [];
  if (!rule) throw new Error(`no rule: ${words}`);
  return rule;
}

describe('the reader of iptables goes by the table', () => {
  const of = (kind: string, standing: string): readonly string[] =>
    known.filter((one) => one.kind === kind && one.standing === standing).map(({ name }) => name);

  test.each(of('match', 'named'))('-m %s is an unknown match, by its name', (name) => {
    const { matches } = ruleOf(`-m ${name} --whatever 1 -j ACCEPT`);
    expect(matches).toEqual([{ kind: 'unknown', negated: false, text: `-m ${name} --whatever 1` }]);
  });
  test.each(of('match', 'harmless'))('-m %s asks nothing', (name) => {
    expect(ruleOf(`-m ${name} --comment x -j ACCEPT`).matches).toEqual([]);
  });
  test.each(of('match', 'walked'))('-m %s of a kind that nobody knows is unknown all the same', (name) => {
    expect(ruleOf(`-m ${name} --whatever 1 -j ACCEPT`).matches.every(({ kind }) => kind !== 'unknown')).toBe(
      ['rpfilter', 'owner', 'recent'].includes(name),
    );
  });
  test.each(of('target', 'named'))('-j %s ends in a way that is not known', (name) => {
    expect(ruleOf(`-j ${name}`).target).toEqual({ kind: 'unknown', name });
  });
  test.each(of('target', 'harmless'))('-j %s lets pass', (name) => {
    expect(ruleOf(`-j ${name} --whatever 1`)).toMatchObject({ effects: [{ name }] });
    expect(ruleOf(`-j ${name} --whatever 1`).target).toBeUndefined();
  });
});

describe('the reader of nft goes by the table', () => {
  const rule = (expr: readonly unknown[]) => {
    const place = { family: 'ip', table: 't' };
    const nftables = [
      { table: { family: 'ip', name: 't' } },
      { chain: { ...place, name: 'c' } },
      { rule: { ...place, chain: 'c', expr } },
    ];
    const [found] = parsed({ nftJson: JSON.stringify({ nftables }) }).chains[0]?.rules ?? [];
    if (!found) throw new Error('no rule');
    return found;
  };
  const left = (name: string): unknown => {
    const [first = '', ...rest] = name.split(' ');
    if (first === 'meta') return { meta: { key: rest.join(' ') } };
    if (first === 'ct') return { ct: { key: rest.join(' ') } };
    return { payload: { protocol: first, field: rest.join(' ') } };
  };
  const plain = known.filter(
    ({ kind, name }) => kind === 'expression' && /^(meta|ct|ip|tcp|icmp|ether) \w+$/.test(name),
  );

  test.each(plain.filter(({ standing }) => standing === 'named'))('$name is an unknown match', ({ name }) => {
    const { matches } = rule([{ match: { op: '==', left: left(name), right: 1 } }]);
    expect(matches.at(-1)?.kind).toBe('unknown');
  });
  test.each(known.filter(({ kind, standing }) => kind === 'statement' && standing === 'harmless'))(
    '$name lets pass',
    ({ name }) => {
      expect(rule([{ [name]: {} }])).toMatchObject({ matches: [], effects: [{ name }] });
    },
  );
  test.each(known.filter(({ kind, standing }) => kind === 'statement' && standing === 'named'))(
    '$name is not decided',
    ({ name }) => {
      const { matches, target } = rule([{ [name]: {} }]);
      expect(target?.kind === 'unknown' || matches[0]?.kind === 'unknown').toBe(true);
    },
  );
});
