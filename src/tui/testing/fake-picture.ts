import type { Picture, PictureInterface } from '../../picture/picture.ts';

/** What the lab would look like once these steps of the course were done. */
export function pictureAfter(done: ReadonlySet<string>): Picture {
  const veth1 = done.has('veth1');
  const c1Wired = done.has('eth0-to-c1');
  const c2Wired = done.has('eth0-to-c2');
  const link = (
    name: string,
    kind: PictureInterface['kind'],
    up: boolean,
    more: Partial<PictureInterface> = {},
  ): PictureInterface => ({
    name,
    kind,
    up,
    carrier: up,
    addresses: [],
    ...more,
  });
  const port = { master: 'br0', portState: 'forwarding' };
  return {
    nodes: [
      {
        name: 'host',
        kind: 'host',
        running: true,
        defaultVia: 'default via 192.168.1.1',
        interfaces: [
          link('ens33', 'veth', true, { addresses: ['192.168.1.61/24'] }),
          ...(done.has('bridge')
            ? [link('br0', 'bridge', true, { addresses: done.has('bridge-address') ? ['172.18.0.1/16'] : [] })]
            : []),
          ...(veth1
            ? [
                link('veth1', 'veth', true, {
                  carrier: done.has('c1-eth0-up'),
                  hairpin: done.has('hairpin-mode'),
                  ...(done.has('veth1-port') ? port : {}),
                }),
              ]
            : []),
          ...(veth1 && !c1Wired ? [link('eth0', 'veth', false)] : []),
          ...(done.has('veth2') ? [link('veth2', 'veth', true, { carrier: c2Wired, ...port })] : []),
        ],
      },
      {
        name: 'outside',
        kind: 'machine',
        running: true,
        interfaces: [link('eth0', 'other', true, { addresses: ['192.168.1.50/24'] })],
      },
      {
        name: 'internet',
        kind: 'machine',
        running: true,
        interfaces: [link('eth0', 'other', true, { addresses: ['192.168.1.1/24'] })],
      },
      container(
        'c1',
        done.has('run-c1'),
        c1Wired,
        done.has('c1-eth0-up'),
        done.has('c1-address') ? '172.18.0.2/16' : undefined,
        done.has('c1-route'),
      ),
      container(
        'c2',
        done.has('run-c2'),
        c2Wired,
        c2Wired,
        done.has('c2-address') ? '172.18.0.3/16' : undefined,
        done.has('c2-address'),
      ),
    ],
    wires: [
      ...(veth1 && !c1Wired
        ? [{ a: { node: 'host', interface: 'veth1' }, b: { node: 'host', interface: 'eth0' }, connected: false }]
        : []),
      ...(c1Wired
        ? [
            {
              a: { node: 'host', interface: 'veth1' },
              b: { node: 'c1', interface: 'eth0' },
              connected: done.has('c1-eth0-up'),
            },
          ]
        : []),
      ...(c2Wired
        ? [{ a: { node: 'host', interface: 'veth2' }, b: { node: 'c2', interface: 'eth0' }, connected: true }]
        : []),
    ],
    flows: [
      ...(done.has('c1-address') ? [{ from: 'host', to: 'c1', outcome: 'answered' as const }] : []),
      ...(done.has('c2-address')
        ? [{ from: 'c1', to: 'c2', outcome: done.has('forward-bridge') ? ('answered' as const) : ('timeout' as const) }]
        : []),
    ],
  };
}

function container(
  name: string,
  running: boolean,
  wired: boolean,
  up: boolean,
  address: string | undefined,
  route: boolean,
): Picture['nodes'][number] {
  const eth0: PictureInterface = { name: 'eth0', kind: 'veth', up, carrier: up, addresses: address ? [address] : [] };
  return {
    name,
    kind: 'container',
    running,
    interfaces: running && wired ? [eth0] : [],
    ...(route ? { defaultVia: 'default via 172.18.0.1' } : {}),
  };
}
