import type { Ruleset } from '../model.ts';

/**
 * Fills in the devices of netdev chains from what `nft list chains netdev` prints: its JSON tells them only since nft 1.0.7.
 *
 *     table netdev t {
 *             chain c {
 *                     type filter hook ingress device "nic0" priority filter; policy accept;
 */
export function withDevices({ chains }: Ruleset, listing: string): Ruleset {
  const devices = new Map<string, readonly string[]>();
  let table = '';
  let chain = '';
  for (const line of listing.split('\n')) {
    table = /^table netdev (\S+) \{/.exec(line)?.[1] ?? table;
    chain = /^\s+chain (\S+) \{/.exec(line)?.[1] ?? chain;
    const names = devicesIn(line.trim());
    if (names !== undefined) devices.set(`${table} ${chain}`, names.split(',').map(unquoted));
  }
  return {
    chains: chains.map((item) => {
      const found = devices.get(`${item.table} ${item.name}`);
      return item.family === 'netdev' && item.base && found
        ? { ...item, base: { ...item.base, devices: found } }
        : item;
    }),
  };
}

/** `type filter hook ingress device "eth0" priority …` or `… devices = { "eth0", eth1 } priority …`. */
function devicesIn(line: string): string | undefined {
  if (!line.startsWith('type ')) return undefined;
  const [head = '', ...more] = line.split(' priority ');
  const at = head.indexOf(' device');
  if (more.length === 0 || at < 0) return undefined;
  const words = head.slice(at + ' device'.length);
  const [, several, one] = /^s? (?:= \{([^}]*)\}|(\S+))$/.exec(words) ?? [];
  return several ?? one;
}

const unquoted = (name: string): string => name.trim().replace(/^"(.*)"$/, '$1');
