import { describe, expect, it } from 'vitest';
import { type Own, readDiscovered } from './discover.ts';

const own: Own = { containers: () => false, links: [] };
const mark = '@@bridgework-part';

const usual = {
  get: [{ dst: '192.0.2.1', gateway: '192.168.1.1', dev: 'ens33', prefsrc: '192.168.1.61' }],
  link: [
    { ifname: 'lo', link_type: 'loopback', address: '00:00:00:00:00:00' },
    { ifname: 'ens33', link_type: 'ether', address: '52:54:00:00:00:01', altnames: ['enp2s1'] },
    { ifname: 'docker0', link_type: 'ether', address: '02:42:00:00:00:01', linkinfo: { info_kind: 'bridge' } },
  ],
  addr: [{ ifname: 'ens33', addr_info: [{ local: '192.168.1.61', prefixlen: 24 }] }],
  routes: [
    { dst: 'default', dev: 'ens33' },
    { dst: '172.17.0.0/16', dev: 'docker0' },
    { dst: '10.8.0.5', dev: 'tun0' },
    { dst: '127.0.0.0/8', dev: 'lo' },
  ],
  neigh: [{ dst: '192.168.1.77', lladdr: '52:54:00:00:00:02' }, { dst: '192.168.1.78' }],
  networks: 'shop_default 172.18.0.0/16\nnone \n',
  containers: 'aa shop-web-1\nbb c1\n',
  ports: 'LISTEN 0 128 0.0.0.0:22 0.0.0.0:*\nLISTEN 0 128 [::]:9000 [::]:*\n',
  resolv: 'nameserver 192.168.1.2\n',
};

function read(more: { readonly [part: string]: unknown } = {}, whose = own) {
  const parts = Object.entries({ ...usual, ...more });
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return readDiscovered(parts.map(([name, value]) => `\n${mark} ${name}\n${text(value)}\n`).join(''), whose);
}
const codeOf = (more: { readonly [part: string]: unknown }) => {
  const found = read(more);
  return found.ok ? 'found' : found.error.code;
};

it('takes the uplink from where route look-ups lead, and knows what is taken, by whom', () => {
  const found = read();
  expect(found).toMatchObject({
    ok: true,
    value: {
      uplink: 'ens33',
      hostAddress: '192.168.1.61',
      prefix: 24,
      gateway: '192.168.1.1',
      cards: ['ens33', 'enp2s1'],
      neighbours: ['192.168.1.1', '192.168.1.77', '192.168.1.2'],
      containers: ['shop-web-1', 'c1'],
      ports: [22, 9000],
      networks: [
        { network: '172.18.0.0/16', owner: 'Docker: shop_default' },
        { network: '172.17.0.0/16', owner: 'docker0' },
        { network: '10.8.0.5', owner: 'tun0' },
      ],
    },
  });
});

it('what the course itself has made here is in nobody’s way', () => {
  const found = read({}, { containers: (id) => id === 'bb', links: ['docker0'] });
  expect(found).toMatchObject({ ok: true, value: { containers: ['shop-web-1'], links: ['lo', 'ens33'] } });
});

describe('a machine that cannot be a lab says why', () => {
  const get = usual.get[0];
  it.each([
    ['no-uplink', { get: 'RTNETLINK answers: Network is unreachable' }],
    ['no-uplink', { get: [{ ...get, gateway: undefined }] }],
    ['no-uplink', { get: [{ ...get, dev: 'tun0' }], link: [{ ifname: 'tun0', link_type: 'none' }] }],
    [
      'no-uplink',
      {
        get: [{ ...get, dev: '$(reboot)' }],
        link: [{ ifname: '$(reboot)', link_type: 'ether', address: '52:54:00:00:00:01' }],
      },
    ],
    ['no-lan', { addr: [{ ifname: 'ens33', addr_info: [{ local: '192.168.1.61', prefixlen: 32 }] }] }],
    ['no-tools', { link: 'ip: command not found' }],
  ])('%s', (code, more) => {
    expect(codeOf(more)).toBe(code);
  });
});

it('a card with a name that a shell would read as more is never put into a script', () => {
  const link = [...usual.link, { ifname: 'a;reboot', link_type: 'ether', address: '52:54:00:00:00:03' }];
  expect(read({ link })).toMatchObject({ ok: true, value: { cards: ['ens33', 'enp2s1'] } });
});
