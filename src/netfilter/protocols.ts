/** IANA protocol numbers that firewalls name, and other names of the same. */
const names: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['2', 'igmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['33', 'dccp'],
  ['47', 'gre'],
  ['50', 'esp'],
  ['51', 'ah'],
  ['58', 'ipv6-icmp'],
  ['132', 'sctp'],
  ['136', 'udplite'],
  ['icmpv6', 'ipv6-icmp'],
]);

/** The one name of a protocol, whether it was given by name or by number. */
export function protocolName(value: string | number): string {
  const text = String(value).toLowerCase();
  return names.get(text) ?? text;
}
