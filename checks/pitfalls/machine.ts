import { installingKernel } from '../../src/distro/packages.ts';
import { missingKernelParts } from '../../src/doctor/facts/kernel.ts';
import { machine } from '../../src/doctor/facts/machine.ts';
import { programs } from '../../src/doctor/facts/programs.ts';
import { surroundings } from '../../src/doctor/facts/surroundings.ts';
import { both, here, type PitfallId, pitfall } from './pitfall.ts';
import { anyDebian, fixOf, installOn } from './surroundings.ts';

const computer = machine();
const tools = programs();
const around = surroundings();

/** A program whose lack has a pitfall of its own. A sandbox looks for all of its programs itself. */
const lacking = (program: string, id: PitfallId, of: readonly string[], state: 'warning' | 'blocking') =>
  pitfall({
    id,
    of,
    labs: here,
    state,
    fix: installOn(anyDebian, [program]),
    needs: () => ({ tools, around }),
    judge: ({ tools: { missing, release }, around: { distro } }) =>
      missing.has(program) ? { fix: installOn(distro, [program], release) } : undefined,
  });

const withOwnPitfall: ReadonlySet<string> = new Set(['brctl', 'nsenter', 'conntrack', 'script', 'docker']);

export const machineItself = [
  pitfall({
    id: 'not-root',
    of: ['F07'],
    labs: here,
    state: 'blocking',
    fix: 'sudo bridgework',
    needs: () => ({ computer }),
    judge: ({ computer: { uid } }) => (uid === 0 ? undefined : { values: { uid } }),
  }),
  lacking('brctl', 'no-brctl', ['F63'], 'blocking'),
  lacking('nsenter', 'no-nsenter', ['F12'], 'blocking'),
  lacking('conntrack', 'no-conntrack', ['F30', 'F31'], 'blocking'),
  lacking('script', 'no-script', ['F06'], 'blocking'),
  pitfall({
    id: 'programs',
    of: [],
    labs: here,
    state: 'blocking',
    fix: 'sudo apt-get install -y --no-install-recommends iproute2 iptables nftables curl',
    needs: () => ({ tools, around }),
    judge({ tools: { missing, release }, around: { distro } }) {
      const names = [...missing].filter((name) => !withOwnPitfall.has(name));
      if (names.length === 0) return undefined;
      return { values: { programs: names.join(', ') }, fix: installOn(distro, names, release) };
    },
  }),
  pitfall({
    id: 'kernel-parts',
    of: ['F41'],
    labs: both,
    state: 'blocking',
    fix: 'sudo apt-get install -y linux-image-amd64 && sudo reboot',
    needs: () => ({ missing: missingKernelParts(), computer, around }),
    judge({ missing, computer: { kernel }, around: { distro, wsl } }) {
      if (missing.length === 0) return undefined;
      const values = { modules: missing.join(', '), kernel };
      if (wsl === 2) return { values, fix: 'wsl.exe --update && wsl.exe --shutdown' };
      return { values, ...fixOf(distro.family === undefined ? undefined : installingKernel(distro.family)) };
    },
  }),
  pitfall({
    id: 'conntrack-room',
    of: ['F32'],
    labs: both,
    state: 'warning',
    fix: 'sudo sysctl -w net.netfilter.nf_conntrack_max=65536',
    needs: () => ({ computer }),
    judge({ computer: { connections } }) {
      // 0 means no limit. A lab counts for itself, but the limit is the machine's.
      if (!connections || connections.max === 0) return undefined;
      const { count, max } = connections;
      return max < 256 || count > 0.9 * max ? { values: { count, max } } : undefined;
    },
  }),
  pitfall({
    id: 'memory',
    of: [],
    labs: both,
    state: 'warning',
    fix: 'ps -eo rss,comm --sort=-rss | head',
    needs: () => ({ computer }),
    judge: ({ computer: { memory } }) => (memory !== undefined && memory < 300 ? { values: { memory } } : undefined),
  }),
  pitfall({
    id: 'disk',
    of: [],
    labs: here,
    state: 'warning',
    fix: 'docker system df',
    needs: () => ({ computer }),
    judge: ({ computer: { disk } }) => (disk !== undefined && disk < 300 ? { values: { disk } } : undefined),
  }),
];
