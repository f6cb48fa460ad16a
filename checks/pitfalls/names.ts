import type { Params } from '../../lessons/params/params.ts';
import { interfaces } from '../../src/facts/index.ts';
import { here, pitfall } from './pitfall.ts';
import { nics, uplinkOf, wayOut } from './shared.ts';

const links = interfaces('host');

const safePair = `ip link add {veth} type veth peer name eth0 netns "$(docker inspect -f '{{.State.Pid}}' {container})"`;
const pairValues = ({ c1 }: Params, kind: string) => ({ kind, veth: c1.veth, container: c1.name });

/** A network of its owner's own: RFC 1918, RFC 6598, link-local, documentation and test networks. */
const privateAddress =
  /^(10|127)\.|^172\.(1[6-9]|2\d|3[01])\.|^192\.168\.|^169\.254\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|^192\.0\.2\.|^198\.51\.100\.|^203\.0\.113\.|^198\.1[89]\./;

export const names = [
  pitfall({
    id: 'eth0-exists',
    of: ['F13'],
    labs: here,
    state: 'warning',
    fix: safePair,
    fresh: true,
    needs: () => ({ links, wayOut }),
    judge({ links: all, wayOut: way }, params) {
      const peer = params.c1.peer;
      const found = all.find(({ name }) => name === peer);
      if (!found || uplinkOf(way) === peer) return undefined;
      return { values: pairValues(params, found.kind ?? 'NIC') };
    },
  }),
  pitfall({
    id: 'eth0-is-uplink',
    of: ['F13', 'F14'],
    labs: here,
    state: 'warning',
    fix: safePair,
    needs: () => ({ wayOut }),
    judge: ({ wayOut: way }, params) =>
      uplinkOf(way) === params.c1.peer ? { values: pairValues(params, 'NIC') } : undefined,
  }),
  pitfall({
    id: 'no-uplink',
    of: ['F15'],
    labs: here,
    state: 'blocking',
    fix: 'ip route show default',
    needs: () => ({ wayOut }),
    judge: ({ wayOut: way }) => (uplinkOf(way) === undefined ? {} : undefined),
  }),
  pitfall({
    id: 'uplink-name',
    of: ['F15'],
    labs: here,
    state: 'warning',
    fix: 'bridgework learn --param uplink={device}',
    needs: () => ({ wayOut }),
    judge({ wayOut: way }, { uplink }) {
      const device = uplinkOf(way);
      return device === undefined || device === uplink ? undefined : { values: { device, uplink } };
    },
  }),
  pitfall({
    id: 'host-address',
    of: ['F55'],
    labs: here,
    state: 'warning',
    fix: 'bridgework learn --param hostAddress={address}',
    needs: () => ({ links, wayOut }),
    judge({ links: all, wayOut: way }, { hostAddress }) {
      const addresses = all.find(({ name }) => name === uplinkOf(way))?.addresses ?? [];
      const [first] = addresses;
      if (!first || addresses.some(({ local }) => local === hostAddress)) return undefined;
      return { values: { address: first.local, hostAddress } };
    },
  }),
  pitfall({
    id: 'two-nics',
    of: ['F16'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -I FORWARD -i {bridge} ! -o {bridge} -j ACCEPT',
    needs: () => ({ links, wayOut }),
    judge({ links: all, wayOut: way }, { bridge }) {
      const device = uplinkOf(way);
      const others = nics(all).filter(({ name, master }) => name !== device && name !== bridge && !master);
      if (device === undefined || others.length === 0) return undefined;
      return { values: { device, bridge, others: others.map(({ name }) => name).join(', ') } };
    },
  }),
  pitfall({
    id: 'small-mtu',
    of: ['F48'],
    labs: here,
    state: 'warning',
    fix: 'ip link set {bridge} mtu {mtu}',
    needs: () => ({ links, wayOut }),
    judge({ links: all, wayOut: way }, { bridge }) {
      const nic = all.find(({ name }) => name === uplinkOf(way));
      return nic && nic.mtu < 1500 ? { values: { device: nic.name, mtu: nic.mtu, bridge } } : undefined;
    },
  }),
  pitfall({
    id: 'public-uplink',
    of: ['F59'],
    labs: here,
    state: 'warning',
    fix: 'bridgework learn --lab default',
    needs: () => ({ links, wayOut }),
    judge({ links: all, wayOut: way }) {
      const nic = all.find(({ name }) => name === uplinkOf(way));
      const open = nic?.addresses.find(({ local, scope }) => scope === 'global' && !privateAddress.test(local));
      return nic && open ? { values: { device: nic.name, address: open.local } } : undefined;
    },
  }),
];
