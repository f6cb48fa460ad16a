import type { Packet } from '../index.ts';
import type { Condition, PlainChain, PlainRule } from './rules.ts';

/** A second opinion on plain rules: naive, for packets of which everything is known. */
function inBlock(address: string, block: string): boolean {
  const bits = (text: string): string =>
    text
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('');
  const [base = '', length = '32'] = block.split('/');
  return bits(address).slice(0, Number(length)) === bits(base).slice(0, Number(length));
}

function named(name: string | undefined, wanted: { readonly name: string; readonly prefix: boolean }): boolean {
  return wanted.prefix ? (name ?? '').startsWith(wanted.name) : name === wanted.name;
}

function plain(one: Condition, packet: Packet, local: readonly string[]): boolean {
  switch (one.is) {
    case 'in':
      return named(packet.iif, one);
    case 'out':
      return named(packet.oif, one);
    case 'src':
    case 'dst':
      return inBlock(packet[one.is], one.block);
    case 'proto':
      return packet.proto === one.proto;
    case 'sport':
    case 'dport': {
      const port = packet[one.is] ?? -1;
      return one.ranges.some(([from, to]) => from <= port && port <= to);
    }
    case 'state':
      return one.states.includes(packet.ctState);
    case 'dnat':
      return packet.ctStatus?.includes('dnat') === true;
    case 'local':
      return local.includes(packet[one.side]);
    case 'syn':
      return packet.ctState === 'new';
  }
}

function holds(rule: PlainRule, packet: Packet, local: readonly string[]): boolean {
  const isTcp = packet.proto === 'tcp' || !rule.when.some((one) => ['sport', 'dport', 'syn'].includes(one.is));
  return isTcp && rule.when.every((one) => plain(one, packet, local) !== one.not);
}

/** `end`: no rule decided. */
export function walkPlain(
  chains: readonly PlainChain[],
  name: string,
  packet: Packet,
  local: readonly string[],
): 'accept' | 'drop' | 'reject' | 'end' {
  const rules = chains.find((chain) => chain.name === name)?.rules ?? [];
  for (const rule of rules) {
    if (!holds(rule, packet, local)) continue;
    const { action } = rule;
    if (action.does === 'return') return 'end';
    if (action.does === 'accept' || action.does === 'drop' || action.does === 'reject') return action.does;
    if (action.does !== 'jump' && action.does !== 'goto') continue;
    const inner = walkPlain(chains, action.chain, packet, local);
    if (inner !== 'end' || action.does === 'goto') return inner;
  }
  return 'end';
}
