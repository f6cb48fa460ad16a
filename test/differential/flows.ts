import type { Flow } from '../../src/trace/index.ts';
import type { Random } from './random.ts';

const targets = {
  c1: ['172.18.0.2:80', '172.18.0.2:80', '172.18.0.2:80', '172.18.0.2:81', '172.18.0.2:5678'],
  c2: ['172.18.0.3:80', '172.18.0.3:80', '172.18.0.3:81'],
  host: ['172.18.0.1:9000', '172.18.0.1:80', '172.18.0.1:5678', '192.168.1.61:9000', '192.168.1.61:9000'],
  published: ['192.168.1.61:5678', '192.168.1.61:5678', '192.168.1.61:5678', '127.0.0.1:5678'],
  outside: ['192.168.1.50:80', '192.168.1.50:80', '192.168.1.50:5678', '192.168.1.50:81'],
  internet: ['203.0.113.80:80', '203.0.113.80:80', '192.168.1.1:80', '203.0.113.81:80'],
  odd: [
    '172.18.0.9:80',
    '172.18.0.22:80',
    '127.0.0.1:80',
    '127.0.0.1:9000',
    '192.168.1.61:80',
    '192.168.1.99:80',
    '10.0.0.1:80',
  ],
} as const;

/** 6 to 12 different fetches between nodes and servers, some of whom are not there. */
export function flows(random: Random): readonly Flow[] {
  const found = new Map<string, Flow>();
  const count = 6 + random.below(7);
  while (found.size < count) {
    const from = random.weigh([
      [5, 'c1'],
      [4, 'c2'],
      [4, 'host'],
      [4, 'outside'],
      [1, 'internet'],
    ] as const);
    const kind = random.weigh<keyof typeof targets>([
      [4, 'c1'],
      [4, 'c2'],
      [3, 'host'],
      [5, 'published'],
      [3, 'outside'],
      [3, 'internet'],
      [1, 'odd'],
    ]);
    const [to, port] = random.pick<string>(targets[kind]).split(':') as [string, string];
    found.set(`${from} ${to} ${port}`, { from, to, proto: 'tcp', port: Number(port) });
  }
  return [...found.values()];
}

const by = (from: string, to: string, port: number): Flow => ({ from, to, proto: 'tcp', port });

/** To where only the tunnel leads, and from there; at 172.18.0.77 nobody listens, so who arrives is refused. */
export const tunnelFlows: readonly Flow[] = [
  ...[by('c1', '172.18.0.77', 81), by('c2', '172.18.0.77', 81), by('host', '172.18.0.77', 81)],
  ...[by('c1', '192.168.1.50', 80), by('outside', '172.18.0.2', 80), by('outside', '172.18.0.3', 80)],
  by('outside', '172.18.0.1', 9000),
];
