import type { Action, Condition, PlainChain, PlainRule, PlainTable } from './rules.ts';

const iptablesPorts = (ranges: readonly (readonly [number, number])[]): string =>
  ranges.map(([from, to]) => (from === to ? `${from}` : `${from}:${to}`)).join(',');

function iptablesCondition(one: Condition): string {
  const bang = one.not ? '! ' : '';
  switch (one.is) {
    case 'in':
    case 'out':
      return `${bang}-${one.is[0]} ${one.name}${one.prefix ? '+' : ''}`;
    case 'src':
    case 'dst':
      return `${bang}-${one.is[0]} ${one.block}`;
    case 'proto':
      return `${bang}-p ${one.proto}`;
    case 'sport':
    case 'dport':
      return one.ranges.length === 1
        ? `-m tcp ${bang}--${one.is} ${iptablesPorts(one.ranges)}`
        : `-m multiport ${bang}--${one.is}s ${iptablesPorts(one.ranges)}`;
    case 'state':
      return `-m conntrack ${bang}--ctstate ${one.states.join(',').toUpperCase()}`;
    case 'dnat':
      return `-m conntrack ${bang}--ctstate DNAT`;
    case 'local':
      return `-m addrtype ${bang}--${one.side}-type LOCAL`;
    case 'syn':
      return `-m tcp ${bang}--tcp-flags FIN,SYN,RST,ACK SYN`;
  }
}

function iptablesAction(action: Action): string {
  switch (action.does) {
    case 'reject':
      return `-j REJECT --reject-with ${action.with}`;
    case 'jump':
      return `-j ${action.chain}`;
    case 'goto':
      return `-g ${action.chain}`;
    case 'dnat':
      return `-j DNAT --to-destination ${action.to}:${action.port}`;
    case 'redirect':
      return `-j REDIRECT --to-ports ${action.port}`;
    case 'snat':
      return `-j SNAT --to-source ${action.to}`;
    default:
      return `-j ${action.does.toUpperCase()}`;
  }
}

const tcpOnly = (rule: PlainRule): boolean => rule.when.some((one) => ['sport', 'dport', 'syn'].includes(one.is));

export function iptablesRule(chain: string, rule: PlainRule): string {
  const words = [
    ...(tcpOnly(rule) ? ['-p tcp'] : []),
    ...rule.when.map(iptablesCondition),
    iptablesAction(rule.action),
  ];
  return `-A ${chain} ${words.join(' ')}`;
}

/** Input of iptables-restore, and close to the output of iptables-save. */
export function iptablesTable(table: PlainTable): string {
  const head = ({ name, hook, policy }: PlainChain): string => `:${name} ${hook ? policy.toUpperCase() : '-'} [0:0]`;
  const body = table.chains.flatMap((chain) => chain.rules.map((rule) => iptablesRule(chain.name, rule)));
  return [`*${table.name}`, ...table.chains.map(head), ...body, 'COMMIT', ''].join('\n');
}

function nftCondition(one: Condition): string {
  const neq = one.not ? '!= ' : '';
  switch (one.is) {
    case 'in':
    case 'out':
      return `${one.is === 'in' ? 'iifname' : 'oifname'} ${neq}"${one.name}${one.prefix ? '*' : ''}"`;
    case 'src':
    case 'dst':
      return `ip ${one.is === 'src' ? 'saddr' : 'daddr'} ${neq}${one.block}`;
    case 'proto':
      return `meta l4proto ${neq}${one.proto}`;
    case 'sport':
    case 'dport':
      return `tcp ${one.is} ${neq}{ ${one.ranges.map(([from, to]) => (from === to ? from : `${from}-${to}`)).join(', ')} }`;
    case 'state':
      return one.not ? `ct state != { ${one.states.join(', ')} }` : `ct state ${one.states.join(',')}`;
    case 'dnat':
      return `ct status ${one.not ? '! ' : ''}dnat`;
    case 'local':
      return `fib ${one.side === 'src' ? 'saddr' : 'daddr'} type ${neq}local`;
    case 'syn':
      return `tcp flags & (fin | syn | rst | ack) ${one.not ? '!=' : '=='} syn`;
  }
}

const nftReject: { readonly [reason: string]: string } = {
  'icmp-port-unreachable': 'icmp type port-unreachable',
  'icmp-host-prohibited': 'icmp type host-prohibited',
  'icmp-admin-prohibited': 'icmpx type admin-prohibited',
  'tcp-reset': 'tcp reset',
};

function nftAction(action: Action): string {
  switch (action.does) {
    case 'reject':
      return `reject with ${nftReject[action.with]}`;
    case 'jump':
    case 'goto':
      return `${action.does} ${action.chain}`;
    case 'dnat':
      return `dnat ip to ${action.to}:${action.port}`;
    case 'redirect':
      return `redirect to :${action.port}`;
    case 'snat':
      return `snat ip to ${action.to}`;
    default:
      return action.does;
  }
}

export function nftRule(rule: PlainRule): string {
  return [...rule.when.map(nftCondition), nftAction(rule.action)].join(' ');
}

function nftHead(table: PlainTable, chain: PlainChain): string {
  if (!chain.hook) return '';
  const priority = table.name === 'nat' && chain.hook === 'postrouting' ? -table.priority : table.priority;
  const type = table.name === 'nat' ? 'nat' : 'filter';
  return `type ${type} hook ${chain.hook} priority ${priority}; policy ${chain.policy};`;
}

/** Input of `nft -f`: the table in family inet. */
export function nftTable(table: PlainTable): string {
  const chain = (one: PlainChain): string =>
    [`chain ${one.name} {`, nftHead(table, one), ...one.rules.map(nftRule), '}'].join('\n');
  return [`table inet my${table.name} {`, ...table.chains.map(chain), '}', ''].join('\n');
}
