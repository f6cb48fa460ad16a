import type { Params } from '../../lessons/params/params.ts';
import { type Engine, type EngineContainer, engine } from '../../src/doctor/facts/engine.ts';
import { connectionsTo, sniffed, trackedTo } from '../../src/doctor/facts/loaded.ts';
import { interfaces, listeners, ruleset } from '../../src/facts/index.ts';
import { removal } from '../../src/netfilter/index.ts';
import { type Doubt, here, pitfall } from './pitfall.ts';
import { engineSilent } from './shared.ts';

const links = interfaces('host');
const rules = ruleset('host');

/** The containers that are called as the course's are. */
const ours = (docker: Engine, { c1, c2 }: Params): readonly EngineContainer[] | Doubt =>
  docker.state === 'up' && docker.containers !== undefined
    ? docker.containers.filter(({ name }) => name === c1.name || name === c2.name)
    : engineSilent;

/** Another host port for the course. */
function next(port: number, isTaken: (port: number) => boolean = () => false): number {
  let free = port + 1;
  while (isTaken(free)) free += 1;
  return free;
}

/** What an earlier run, or somebody else, left where the course wants to build. While the lab is up it is the learner's work. */
export const leftovers = [
  pitfall({
    id: 'container-name',
    of: ['F05'],
    labs: here,
    state: 'warning',
    fix: 'docker rm -f {container}',
    fresh: true,
    needs: ({ image }) => ({ docker: engine(image) }),
    judge({ docker }, params) {
      const all = ours(docker, params);
      if ('doubt' in all) return all;
      const found = all.find(({ running }) => running);
      return found && { values: { container: found.name, networks: found.networks || '-' } };
    },
  }),
  pitfall({
    id: 'container-stopped',
    of: ['F05', 'F08'],
    labs: here,
    state: 'warning',
    fix: 'docker rm {container}',
    fresh: true,
    needs: ({ image }) => ({ docker: engine(image) }),
    judge({ docker }, params) {
      const all = ours(docker, params);
      if ('doubt' in all) return all;
      const found = all.find(({ running }) => !running);
      return found && { values: { container: found.name } };
    },
  }),
  pitfall({
    id: 'bridge-left',
    of: ['F19'],
    labs: here,
    state: 'warning',
    fix: 'sudo ip link del {bridge}',
    fresh: true,
    needs: () => ({ links }),
    judge: ({ links: all }, { bridge }) =>
      all.some(({ name, master, port }) => (name === bridge && !port) || master === bridge)
        ? { values: { bridge, kind: all.find(({ name }) => name === bridge)?.kind ?? 'NIC' } }
        : undefined,
  }),
  pitfall({
    id: 'veth-left',
    of: ['F19'],
    labs: here,
    state: 'warning',
    fix: 'sudo ip link del {veth}',
    fresh: true,
    needs: () => ({ links }),
    judge({ links: all }, { c1, c2 }) {
      const found = all.find(({ name }) => name === c1.veth || name === c2.veth);
      return found && { values: { veth: found.name } };
    },
  }),
  pitfall({
    id: 'wiring-lost',
    of: ['F10'],
    labs: here,
    state: 'warning',
    fix: 'sudo ip link del {bridge}; docker rm -f {container}',
    fresh: true,
    needs: ({ image }) => ({ links, docker: engine(image) }),
    judge({ links: all, docker }, params) {
      const { bridge } = params;
      const known = ours(docker, params);
      if ('doubt' in known) return known;
      const [container] = known;
      if (!container || !all.some(({ name, kind }) => name === bridge && kind === 'bridge')) return undefined;
      return all.some(({ master }) => master === bridge)
        ? undefined
        : { values: { bridge, container: container.name } };
    },
  }),
  pitfall({
    id: 'bridge-waits',
    of: ['F49'],
    labs: here,
    state: 'warning',
    fix: 'sudo ip link set {bridge} type bridge stp_state 0',
    needs: () => ({ links }),
    judge: ({ links: all }, { bridge }) =>
      all.some(({ name, bridge: flags }) => name === bridge && flags?.stp) ? { values: { bridge } } : undefined,
  }),
  pitfall({
    id: 'rules-twice',
    of: ['F19'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -D FORWARD 2',
    needs: () => ({ rules }),
    judge({ rules: { chains } }) {
      for (const chain of chains) {
        if (chain.backend === 'nft') continue;
        const seen = new Set<string>();
        for (const rule of chain.rules) {
          if (seen.has(rule.text))
            return { values: { rule: rule.text }, fix: `sudo ${removal({ by: 'rule', chain, rule })}` };
          seen.add(rule.text);
        }
      }
      return undefined;
    },
  }),
  pitfall({
    id: 'flows-left',
    of: ['F31'],
    labs: here,
    state: 'warning',
    fix: 'sudo conntrack -D -p tcp --orig-port-dst {port}',
    fresh: true,
    needs: ({ port }) => ({ flows: trackedTo(port) }),
    judge: ({ flows }, { port }) => (flows.length > 0 ? { values: { count: flows.length, port } } : undefined),
  }),
  pitfall({
    id: 'port-listening',
    of: ['F57'],
    labs: here,
    state: 'warning',
    fix: 'bridgework learn --param port={free}',
    needs: () => ({ sockets: listeners('host') }),
    judge({ sockets }, { port }) {
      const found = sockets.find((one) => one.port === port);
      const free = next(port, (one) => sockets.some((other) => other.port === one));
      return found && { values: { port, free, address: found.address, program: found.program ?? '?' } };
    },
  }),
  pitfall({
    id: 'port-translated',
    of: ['F57'],
    labs: here,
    state: 'warning',
    fix: 'bridgework learn --param port={free}',
    fresh: true,
    needs: () => ({ rules }),
    judge({ rules: { chains } }, { port }) {
      const found = chains
        .flatMap(({ rules: list }) => list)
        .find(
          ({ target, matches }) =>
            (target?.kind === 'dnat' || target?.kind === 'redirect') &&
            matches.some(
              (match) =>
                match.kind === 'port' &&
                !match.negated &&
                match.ranges.some(({ from, to }) => from <= port && port <= to),
            ),
        );
      return found && { values: { port, free: next(port), rule: found.text } };
    },
  }),
  pitfall({
    id: 'port-used',
    of: ['F56'],
    labs: here,
    state: 'warning',
    fix: 'bridgework learn --param port={free}',
    fresh: true,
    needs: ({ port }) => ({ connections: connectionsTo(port) }),
    judge({ connections }, { port }) {
      const [peer] = connections;
      return peer === undefined ? undefined : { values: { port, free: next(port), peer } };
    },
  }),
  pitfall({
    id: 'listened-to',
    of: ['F60'],
    labs: here,
    state: 'warning',
    fix: 'sudo ip link set {device} promisc off',
    needs: () => ({ devices: sniffed() }),
    judge({ devices: [device] }) {
      return device === undefined ? undefined : { values: { device } };
    },
  }),
];
