import { ipv6Default } from '../../src/doctor/facts/loaded.ts';
import { interfaces, type Sysctls, sysctls } from '../../src/facts/index.ts';
import { here, pitfall } from './pitfall.ts';
import { nics, uplinkOf, wayOut } from './shared.ts';

const switches = sysctls('host');
const links = interfaces('host');

const strict = ({ conf }: Sysctls, device: string): boolean =>
  Math.max(conf['all']?.rpFilter ?? 0, (conf[device] ?? conf['default'])?.rpFilter ?? 0) === 1;

export const kernelSwitches = [
  pitfall({
    id: 'forwarding-off',
    of: ['F23'],
    labs: here,
    state: 'warning',
    fix: 'sudo sysctl -w net.ipv4.ip_forward=1',
    needs: () => ({ switches }),
    judge: ({ switches: { ipForward } }) => (ipForward ? undefined : { byLab: true }),
  }),
  pitfall({
    id: 'forwarding-interface',
    of: ['F24'],
    labs: here,
    state: 'warning',
    fix: 'sudo sysctl -w net.ipv4.conf.{device}.forwarding=1',
    needs: () => ({ switches, uplink: wayOut }),
    judge({ switches: { ipForward, conf }, uplink }, { bridge }) {
      if (!ipForward) return undefined;
      // A bridge that does not exist yet takes what `default` says.
      const names = [uplinkOf(uplink), conf[bridge] ? bridge : 'default'];
      const device = names.find((name) => name !== undefined && conf[name]?.forwarding === false);
      return device === undefined ? undefined : { byLab: true, values: { device } };
    },
  }),
  pitfall({
    id: 'bridge-filter-off',
    of: ['F25'],
    labs: here,
    state: 'warning',
    fix: 'sudo sysctl -w net.bridge.bridge-nf-call-iptables=1',
    needs: () => ({ switches }),
    judge({ switches: { bridgeNfCallIptables: value } }) {
      if (value === 1) return undefined;
      const sight = { byLab: true, values: { value: value ?? '-' } } as const;
      return value === undefined
        ? { ...sight, fix: 'sudo modprobe br_netfilter && sudo sysctl -w net.bridge.bridge-nf-call-iptables=1' }
        : sight;
    },
  }),
  pitfall({
    id: 'strict-source',
    of: ['F28'],
    labs: here,
    state: 'warning',
    fix: 'sudo sysctl -w net.ipv4.conf.all.rp_filter=2',
    needs: () => ({ switches, links, uplink: wayOut }),
    judge({ switches: all, links: devices, uplink }) {
      const device = uplinkOf(uplink);
      if (device === undefined) return undefined;
      // With one way out, the way back is always the same: strictness then drops nothing.
      const others = nics(devices)
        .map(({ name }) => name)
        .filter((name) => name !== device && strict(all, name));
      return others[0] === undefined ? undefined : { values: { device: others[0], uplink: device } };
    },
  }),
  pitfall({
    id: 'loopback-leaves',
    of: ['F29'],
    labs: here,
    state: 'warning',
    fix: 'sudo sysctl -w net.ipv4.conf.all.route_localnet=0',
    needs: () => ({ switches }),
    judge: ({ switches: { conf } }) => (conf['all']?.routeLocalnet ? {} : undefined),
  }),
  pitfall({
    id: 'ipv6-way',
    of: ['F61'],
    labs: here,
    state: 'warning',
    fix: 'curl -4 http://{site}',
    needs: () => ({ way6: ipv6Default() }),
    judge: ({ way6 }, { site }) => (way6 === undefined ? undefined : { values: { device: way6, site } }),
  }),
];
