import type { Picture, PictureInterface } from '../../picture/picture.ts';

type Done = ReadonlySet<string>;

/** What the lab would look like once these steps of the course were done. */
export function pictureAfter(done: Done): Picture {
  const c2Wired = done.has('eth0-to-c2');
  const c1Address = done.has('c1-address') ? '172.18.0.2/16' : undefined;
  const c2Address = done.has('c2-address') ? '172.18.0.3/16' : undefined;
  return {
    nodes: [
      host(done),
      machine('outside', '192.168.1.50/24'),
      machine('internet', '192.168.1.1/24'),
      container(
        'c1',
        done.has('run-c1'),
        done.has('eth0-to-c1'),
        done.has('c1-eth0-up'),
        c1Address,
        done.has('c1-route'),
      ),
      container('c2', done.has('run-c2'), c2Wired, c2Wired, c2Address, c2Address !== undefined),
    ],
    wires: wires(done),
    flows: [
      ...(c1Address ? [{ from: 'host', to: 'c1', outcome: 'answered' as const }] : []),
      ...(c2Address
        ? [{ from: 'c1', to: 'c2', outcome: done.has('forward-bridge') ? ('answered' as const) : ('timeout' as const) }]
        : []),
    ],
  };
}

type Node = Picture['nodes'][number];

const link = (
  name: string,
  kind: PictureInterface['kind'],
  up: boolean,
  more: Partial<PictureInterface> = {},
): PictureInterface => ({ name, kind, up, carrier: up, addresses: [], ...more });

function host(done: Done): Node {
  const port = { master: 'br0', portState: 'forwarding' };
  const bridge = link('br0', 'bridge', true, { addresses: done.has('bridge-address') ? ['172.18.0.1/16'] : [] });
  const veth1 = link('veth1', 'veth', true, {
    carrier: done.has('c1-eth0-up'),
    hairpin: done.has('hairpin-mode'),
    ...(done.has('veth1-port') ? port : {}),
  });
  const loose = done.has('veth1') && !done.has('eth0-to-c1');
  return {
    name: 'host',
    kind: 'host',
    running: true,
    defaultVia: 'default via 192.168.1.1',
    interfaces: [
      link('ens33', 'veth', true, { addresses: ['192.168.1.61/24'] }),
      ...(done.has('bridge') ? [bridge] : []),
      ...(done.has('veth1') ? [veth1] : []),
      ...(loose ? [link('eth0', 'veth', false)] : []),
      ...(done.has('veth2') ? [link('veth2', 'veth', true, { carrier: done.has('eth0-to-c2'), ...port })] : []),
    ],
  };
}

const machine = (name: string, address: string): Node => ({
  name,
  kind: 'machine',
  running: true,
  interfaces: [link('eth0', 'other', true, { addresses: [address] })],
});

function wires(done: Done): Picture['wires'] {
  const wire = (port: string, node: string, connected: boolean): Picture['wires'][number] => ({
    a: { node: 'host', interface: port },
    b: { node, interface: 'eth0' },
    connected,
  });
  return [
    ...(done.has('veth1') && !done.has('eth0-to-c1') ? [wire('veth1', 'host', false)] : []),
    ...(done.has('eth0-to-c1') ? [wire('veth1', 'c1', done.has('c1-eth0-up'))] : []),
    ...(done.has('eth0-to-c2') ? [wire('veth2', 'c2', true)] : []),
  ];
}

function container(
  name: string,
  running: boolean,
  wired: boolean,
  up: boolean,
  address: string | undefined,
  route: boolean,
): Node {
  const eth0: PictureInterface = { name: 'eth0', kind: 'veth', up, carrier: up, addresses: address ? [address] : [] };
  return {
    name,
    kind: 'container',
    running,
    interfaces: running && wired ? [eth0] : [],
    ...(route ? { defaultVia: 'default via 172.18.0.1' } : {}),
  };
}
