import {
  type Files,
  inForce,
  linkFiles,
  managerFiles,
  networkFiles,
  resolverFiles,
} from '../../src/doctor/facts/files.ts';
import { machine } from '../../src/doctor/facts/machine.ts';
import { here, pitfall } from './pitfall.ts';
import { wayOut } from './shared.ts';

const computer = machine();

/** Shell patterns as systemd's [Match] sections have them: several with spaces between, all of them turned round by a `!` before the first. */
const matches = (patterns: string, name: string): boolean => {
  const not = patterns.startsWith('!');
  const list = patterns.slice(not ? 1 : 0).split(/\s+/);
  return list.some((pattern) => pattern !== '' && isLike(pattern, name)) !== not;
};

/** `*` is any text, `?` any sign; as glob(7), without brackets. Steps: at most the product of both lengths. */
function isLike(pattern: string, name: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < name.length) {
    if (pattern[at] === '*') {
      star = at++;
      mark = from;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[from])) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      from = mark;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

const value = (lines: readonly string[], key: string): string | undefined =>
  lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);

interface Device {
  readonly name: string;
  readonly kind: 'bridge' | 'veth';
}

/** Matches that only something built into the machine can meet. */
const hardware = ['MACAddress', 'PermanentMACAddress', 'Path'];

/** The first file whose `[Match]` takes this device, as udev and networkd choose. */
function chosen(all: Files, key: 'OriginalName' | 'Name', { name, kind }: Device) {
  // systemd.link(5) calls a veth's type `ether`.
  const asked = { [key]: name, Type: kind === 'veth' ? 'ether' : kind, Driver: kind, Kind: kind };
  return inForce(all).find(([, lines]) => {
    const wanted = Object.entries(asked).flatMap(([one, is]) => {
      const patterns = value(lines, one);
      return patterns === undefined ? [] : [matches(patterns, is)];
    });
    return wanted.length > 0 && wanted.every(Boolean) && !hardware.some((one) => value(lines, one) !== undefined);
  });
}

const devices = (bridge: string, ...veths: readonly string[]): readonly Device[] => [
  { name: bridge, kind: 'bridge' },
  ...veths.map((name) => ({ name, kind: 'veth' as const })),
];

export const managers = [
  pitfall({
    id: 'bridge-mac',
    of: ['F43', 'F44'],
    labs: here,
    state: 'warning',
    fix: "printf '[Match]\\nDriver=veth bridge\\n[Link]\\nMACAddressPolicy=none\\n' | sudo tee /etc/systemd/network/00-bridgework.link && sudo udevadm control --reload",
    needs: () => ({ computer, files: linkFiles }),
    judge({ computer: { running }, files }, { bridge, c1, c2 }) {
      if (!running.has('systemd-udevd') && !running.has('udevd')) return undefined;
      for (const device of devices(bridge, c1.peer, c2.peer)) {
        const [path, lines] = chosen(files, 'OriginalName', device) ?? [];
        if (path !== undefined && lines !== undefined && value(lines, 'MACAddressPolicy') === 'persistent')
          return { byLab: true, values: { path, device: device.name } };
      }
      return undefined;
    },
  }),
  pitfall({
    id: 'network-manager',
    of: ['F45'],
    labs: here,
    state: 'warning',
    fix: "printf '[keyfile]\\nunmanaged-devices=interface-name:br0;interface-name:veth*;interface-name:eth0\\n' | sudo tee /etc/NetworkManager/conf.d/90-bridgework.conf && sudo systemctl reload NetworkManager",
    needs: () => ({ computer, files: managerFiles }),
    judge({ computer: { running }, files }, { bridge }) {
      if (!running.has('NetworkManager')) return undefined;
      const unmanaged = [...files.values()].flat().filter((line) => line.startsWith('unmanaged-devices'));
      const names = unmanaged.flatMap((line) =>
        [...line.matchAll(/interface-name:=?([^;,\s]+)/g)].map(([, name]) => name ?? ''),
      );
      return names.some((pattern) => matches(pattern, bridge)) ? undefined : { values: { bridge } };
    },
  }),
  pitfall({
    id: 'networkd',
    of: ['F46'],
    labs: here,
    state: 'warning',
    fix: "printf '[Match]\\nDriver=veth bridge\\n[Link]\\nUnmanaged=yes\\n' | sudo tee /etc/systemd/network/05-bridgework.network && sudo networkctl reload",
    needs: () => ({ computer, files: networkFiles }),
    judge({ computer: { running }, files }, { bridge, c1 }) {
      if (!running.has('systemd-network')) return undefined;
      for (const device of devices(bridge, c1.veth)) {
        const [path, lines] = chosen(files, 'Name', device) ?? [];
        if (lines && value(lines, 'Unmanaged') !== 'yes') return { values: { path: path ?? '', device: device.name } };
      }
      return undefined;
    },
  }),
  pitfall({
    id: 'loopback-resolver',
    of: ['F51'],
    labs: here,
    state: 'warning',
    fix: 'docker run -d --net=none --name={container} --dns={gateway} {image}',
    needs: () => ({ files: resolverFiles, wayOut }),
    judge({ files, wayOut: way }, { c1, image }) {
      const servers = (path: string): readonly string[] =>
        (files.get(path) ?? []).flatMap((line) => /^nameserver\s+(\S+)/.exec(line)?.[1] ?? []);
      const own = servers('/etc/resolv.conf');
      // With this one alone Docker takes systemd's list of the real servers.
      const isStub = own.length === 1 && own[0] === '127.0.0.53';
      const used = isStub ? servers('/run/systemd/resolve/resolv.conf') : own;
      if (used.some((server) => !/^127\.|^::1$/.test(server))) return undefined;
      // Most networks have a name server at the way out.
      const gateway = (way.found && way.gateway) || '192.168.1.1';
      return { values: { servers: own.join(', ') || '-', container: c1.name, gateway, image } };
    },
  }),
];
