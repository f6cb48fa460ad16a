import { expect, test } from 'vitest';
import { fdbs } from './fdb.ts';
import { interfaces } from './interfaces.ts';
import { observation } from './testing/captured.ts';

const context = { nonce: 'feed' };

/** `ip link add vx0 type vxlan id 100 remote 192.168.1.2 dstport 4789 dev e0; ip -j -d addr`, iproute2 6.1, shortened. */
const tunnel = (more: string): string =>
  `[{"ifindex":9,"ifname":"vx0","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":1450,"master":"br0","address":"36:68:6a:3b:62:2f",
   "linkinfo":{"info_kind":"vxlan","info_data":{"id":100,"remote":"192.168.1.2","link":"e0","port_range":{"low":0,"high":0},"port":4789,
   "learning":true,"ttl":0,"df":"unset","ageing":300,"udp_csum":true,"udp_zero_csum6_tx":false,"udp_zero_csum6_rx":false${more}}},"addr_info":[]}]`;

const read = (stdout: string) => {
  const result = interfaces('host').parse(observation({ stdout }), context);
  return result.ok ? result.value[0]?.vxlan : undefined;
};

test('a tunnel: its network, its port, its source', () => {
  expect(read(tunnel(''))).toEqual({ vni: 100, udpPort: 4789, learning: true });
  expect(read(tunnel(',"local":"192.168.1.1"'))).toMatchObject({ local: '192.168.1.1' });
});

test('what makes it another kind of tunnel is named', () => {
  expect(read(tunnel(',"external":true,"proxy":true'))).toMatchObject({ unusual: ['external', 'proxy'] });
});

/** `bridge -j fdb show`, of the same; the third was learned. */
const database = `[{"mac":"02:00:00:00:00:07","ifname":"vx0","flags":[],"master":"br0","state":"static"},
  {"mac":"00:00:00:00:00:00","ifname":"vx0","dst":"192.168.1.2","viaIf":"e0","flags":["self"],"state":"permanent"},
  {"mac":"02:00:00:00:00:08","ifname":"vx0","dst":"192.168.1.2","flags":["self"],"state":""},
  {"mac":"02:00:00:00:00:05","ifname":"vx0","dst":"192.168.1.8","port":4790,"vni":7,"flags":["self"],"state":"permanent"}]`;

test('its peers stand in the same list as the entries of the bridge, and are told apart', () => {
  const result = fdbs('host').parse(observation({ stdout: database }), context);
  expect(result.ok && result.value.map(({ bridge, peer }) => peer ?? bridge)).toEqual([
    'br0',
    { address: '192.168.1.2', via: 'e0' },
    { address: '192.168.1.2', learned: true },
    { address: '192.168.1.8', udpPort: 4790, vni: 7 },
  ]);
});
