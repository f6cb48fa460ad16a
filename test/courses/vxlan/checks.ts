import {
  accessLog,
  containers,
  type FdbEntry,
  fdbs,
  fetch,
  type Interface,
  interfaces,
} from '../../../src/facts/index.ts';
import type { Text } from '../../../src/i18n/text.ts';
import { type Check, type Diagnosis, defineCheck, type Judgement } from '../../../src/verify/check.ts';
import { again } from './commands.ts';
import type { ContainerParams, Params } from './params.ts';
import { text } from './words.ts';

const fail = (expected: Text, observed: Text, diagnosis?: Diagnosis): Judgement => ({
  ...{ verdict: 'fail', expected, observed },
  ...(diagnosis ? { diagnosis } : {}),
});

const running = defineCheck({
  ...{ id: 'both-run', step: 'start-both', after: [], kind: 'state' },
  needs: () => ({ engine: containers() }),
  judge({ engine }, { red, blue }: Params) {
    const names = engine.containers.filter((one) => one.running).map(({ name }) => name);
    const isRunning = [red, blue].every(({ name }) => names.includes(name));
    return isRunning
      ? { verdict: 'pass' }
      : fail(text('vxlan.want.running'), text('vxlan.see.running', { names: names.join(', ') || '-' }));
  },
});

const wired = defineCheck({
  ...{ id: 'both-wired', step: 'wire-both', after: ['both-run'], kind: 'state' },
  needs: ({ red, blue }: Params) => ({ red: interfaces(red.name), blue: interfaces(blue.name) }),
  judge(seen, { red, blue }: Params) {
    const wrong = (
      [
        [red, seen.red],
        [blue, seen.blue],
      ] as const
    ).find(([one, own]) => !isWired(one, own));
    if (!wrong) return { verdict: 'pass' };
    const [{ name, address }, own] = wrong;
    const state = own.find((one) => one.name === 'eth0')?.operstate ?? '-';
    return fail(text('vxlan.want.wired', { name, address }), text('vxlan.see.wired', { name, state }));
  },
});

const isWired = ({ address }: ContainerParams, own: readonly Interface[]): boolean =>
  own.some(({ name, up, lowerUp, addresses }) => name === 'eth0' && up && lowerUp && addresses[0]?.local === address);

interface End {
  readonly node: 'host' | 'osaka';
  readonly device: Interface | undefined;
  /** Where it sends what it knows nothing of. */
  readonly peers: readonly string[];
}

const endOf = (node: End['node'], own: readonly Interface[], fdb: readonly FdbEntry[], p: Params): End => ({
  node,
  device: own.find(({ name }) => name === p.tunnel),
  peers: fdb.flatMap(({ dev, mac, peer }) =>
    dev === p.tunnel && mac === '00:00:00:00:00:00' && peer ? [peer.address] : [],
  ),
});

const joined = defineCheck({
  ...{ id: 'tunnel-joined', step: 'tunnel', after: ['both-wired'], kind: 'state' },
  needs: () => ({
    ...{ host: interfaces('host'), hostPeers: fdbs('host') },
    ...{ osaka: interfaces('osaka'), osakaPeers: fdbs('osaka') },
  }),
  judge(seen, p: Params) {
    const here = endOf('host', seen.host, seen.hostPeers, p);
    const there = endOf('osaka', seen.osaka, seen.osakaPeers, p);
    const wrong = [here, there].find(({ device }) => !device?.up || device.master !== p.bridge);
    const [ours, theirs] = [here.device?.vxlan?.vni, there.device?.vxlan?.vni];
    const want = text('vxlan.want.joined', { device: p.tunnel });
    if (wrong) return fail(want, seenOf(wrong, p));
    if (ours !== theirs) return fail(want, seenOf(there, p), differs(ours, theirs, p));
    const astray = [here, there].find((end) => !end.peers.includes(rightPeer(end, p)));
    return astray ? fail(want, seenOf(astray, p), peerWrong(astray, p)) : { verdict: 'pass' };
  },
});

const rightPeer = ({ node }: End, p: Params): string => (node === 'host' ? p.peerAddress : p.address);

function seenOf({ node, device, peers }: End, p: Params): Text {
  if (!device?.vxlan) return text('vxlan.see.no-end', { node, device: p.tunnel });
  const state = `${device.up ? 'up' : 'down'}, ${device.master ?? '-'}`;
  return text('vxlan.see.end', {
    node,
    device: p.tunnel,
    vni: device.vxlan.vni,
    peers: peers.join(', ') || '-',
    state,
  });
}

function differs(ours: number | undefined, theirs: number | undefined, p: Params): Diagnosis {
  const node = ours === p.vni ? 'osaka' : 'host';
  const values = { here: ours ?? 0, there: theirs ?? 0, node: 'osaka', command: again(node, p) };
  return { id: 'vni-differs', values, refines: ['tunnel-no-device', 'no-neighbour'] };
}

const peerWrong = (end: End, p: Params): Diagnosis => ({
  id: 'peer-wrong',
  values: {
    ...{ node: end.node, peers: end.peers.join(', ') || '-', right: rightPeer(end, p) },
    command: again(end.node, p),
  },
});

const answered = defineCheck({
  // Not after `tunnel-joined`: what becomes of its request says the same in another way.
  ...{ id: 'red-reaches-blue', step: 'tunnel', after: ['both-wired'], kind: 'behaviour' },
  needs: ({ red, blue }: Params) => ({
    fetch: fetch({ from: red.name, url: `http://${blue.address}/` }),
    log: accessLog(),
  }),
  judge({ fetch: { outcome, token }, log }, { blue }: Params) {
    const server = log.find((hit) => hit.token === token)?.server;
    if (outcome === 'answered' && server === blue.name) return { verdict: 'pass' };
    const observed = text('vxlan.see.outcome', { outcome, server: server ?? '-' });
    return fail(text('vxlan.want.answer', { name: blue.name }), observed);
  },
});

export const checks: readonly Check[] = [running, wired, joined, answered];
