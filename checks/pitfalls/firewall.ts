import type { Params } from '../../lessons/params/params.ts';
import { programs } from '../../src/doctor/facts/programs.ts';
import { interfaces, ruleset, sysctls } from '../../src/facts/index.ts';
import { type Decision, evaluate, type Packet, removal } from '../../src/netfilter/index.ts';
import { addresses, asTheLabLeavesIt, ended, isCourseChain, packets, without, words } from './course-packets.ts';
import { here, pitfall, type Sighting } from './pitfall.ts';
import { isDockerBridge, wayOut } from './shared.ts';

const rules = ruleset('host');
const tools = programs();

/** The fix is the firewall's own command, where there is one: it remembers, and puts its rules back. */
function sighting(decision: Decision, { bridge }: Params): Sighting {
  const isFirewalld = decision.by !== 'nothing' && decision.chain.table === 'firewalld';
  const fix = isFirewalld ? 'sudo firewall-cmd --zone=trusted --add-interface={bridge}' : `sudo ${removal(decision)}`;
  return { values: { rule: words(decision), bridge }, fix };
}

/** Where iptables-nft insists on having its own chains (measured with 1.8.9): it refuses to use one that is elsewhere. */
const builtIn: { readonly [chain: string]: string } = {
  'filter INPUT': 'input 0',
  'filter FORWARD': 'forward 0',
  'filter OUTPUT': 'output 0',
  'nat PREROUTING': 'prerouting -100',
  'nat OUTPUT': 'output -100',
  'nat POSTROUTING': 'postrouting 100',
};

export const firewall = [
  pitfall({
    id: 'forward-open',
    of: ['F27'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -S FORWARD',
    fresh: true,
    needs: () => ({ rules, wayOut, switches: sysctls('host') }),
    judge({ rules: set, wayOut: way, switches }, params) {
      // Bridged packets do not meet the rules at all then: `bridge-filter-off` says so.
      if (switches.bridgeNfCallIptables !== 1) return undefined;
      const question = { hook: 'forward', packet: packets(params, way).bridged } as const;
      const { verdict, decidedBy } = evaluate(set, question);
      if (verdict !== 'accept') return undefined;
      const byLab = evaluate(asTheLabLeavesIt(set), question).verdict !== 'accept';
      return { ...(byLab ? { byLab } : {}), values: { rule: words(decidedBy) } };
    },
  }),
  pitfall({
    id: 'two-iptables',
    of: ['F33'],
    labs: here,
    state: 'warning',
    fix: 'sudo update-alternatives --set iptables /usr/sbin/iptables-{other}',
    needs: () => ({ rules, tools }),
    judge({ rules: { chains }, tools: { iptables } }) {
      if (iptables === undefined) return undefined;
      const other = iptables === 'nft' ? 'legacy' : 'nft';
      const theirs = chains.filter(
        ({ backend, base, rules: list }) =>
          backend === `iptables-${other}` && (list.length > 0 || base?.policy === 'drop'),
      );
      const [first] = theirs;
      return first && { values: { iptables, other, chain: `${first.table} ${first.name}` } };
    },
  }),
  pitfall({
    id: 'native-filter',
    of: ['F34'],
    labs: here,
    state: 'blocking',
    fix: 'sudo nft delete chain ip {table} {chain}',
    needs: () => ({ rules }),
    judge({ rules: { chains } }) {
      const found = chains.find(
        ({ backend, family, table, name, base }) =>
          backend !== 'iptables-legacy' &&
          family === 'ip' &&
          builtIn[`${table} ${name}`] !== undefined &&
          builtIn[`${table} ${name}`] !== `${base?.hook} ${base?.priority}`,
      );
      return found && { values: { table: found.table, chain: found.name } };
    },
  }),
  pitfall({
    id: 'second-chain',
    of: ['F35'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -t mangle -D FORWARD 1',
    needs: () => ({ rules, wayOut, links: interfaces('host') }),
    judge({ rules: set, wayOut: way, links }, params) {
      const { bridged, swapped, out, answer, published } = packets(params, way);
      const by = ended(
        without(set, isCourseChain),
        'forward',
        [bridged, swapped, out, answer, published],
        addresses(links, params),
      );
      return by && ('doubt' in by ? by : sighting(by, params));
    },
  }),
  pitfall({
    id: 'input-closed',
    of: ['F36'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -I INPUT -i {bridge} -j ACCEPT',
    needs: () => ({ rules, wayOut, links: interfaces('host') }),
    judge({ rules: set, wayOut: way, links }, params) {
      const by = ended(set, 'input', [packets(params, way).service], addresses(links, params));
      if (!by || 'doubt' in by) return by;
      const sight = sighting(by, params);
      const values = { ...sight.values, port: params.hostServicePort };
      // A rule above all others is enough where iptables itself says no.
      if (by.by === 'nothing' || by.chain.table !== 'filter' || by.chain.backend === 'nft') return { ...sight, values };
      const isUfw = set.chains.some(({ name }) => name.startsWith('ufw-'));
      return { values, ...(isUfw ? { fix: 'sudo ufw allow in on {bridge}' } : {}) };
    },
  }),
  pitfall({
    id: 'ufw-forward',
    of: ['F36'],
    labs: here,
    state: 'warning',
    fix: 'sudo ufw disable',
    needs: () => ({ rules }),
    judge({ rules: { chains } }, { bridge }) {
      const forward = chains.find(isCourseChain);
      const isUfw = forward?.rules.some(({ target }) => target?.kind === 'jump' && target.chain.startsWith('ufw-'));
      return isUfw && forward?.base?.policy === 'drop' ? { values: { bridge } } : undefined;
    },
  }),
  pitfall({
    id: 'forward-reject',
    of: ['F37'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -D FORWARD 1',
    needs: () => ({ rules }),
    judge({ rules: { chains } }) {
      for (const chain of chains.filter(isCourseChain)) {
        const rule = chain.rules.find(
          ({ matches, target }) => matches.length === 0 && (target?.kind === 'reject' || target?.kind === 'drop'),
        );
        if (rule) return { values: { rule: rule.text }, fix: `sudo ${removal({ by: 'rule', chain, rule })}` };
      }
      return undefined;
    },
  }),
  pitfall({
    id: 'raw-drop',
    of: ['F38'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -t raw -D PREROUTING 1',
    needs: () => ({ rules, wayOut, links: interfaces('host') }),
    judge({ rules: set, wayOut: way, links }, params) {
      const { bridged, swapped, service, out } = packets(params, way);
      const by = ended(set, 'prerouting', [bridged, swapped, service, out], addresses(links, params));
      return by && ('doubt' in by ? by : sighting(by, params));
    },
  }),
  pitfall({
    id: 'other-bridges',
    of: ['F26', 'F42'],
    labs: here,
    state: 'warning',
    fix: 'sudo iptables -I FORWARD -i {other} -j ACCEPT',
    needs: () => ({ rules, links: interfaces('host') }),
    judge({ rules: set, links }, { bridge }) {
      const closed = asTheLabLeavesIt(set);
      const cutOff = links.filter(({ name, kind }) => {
        if (kind !== 'bridge' || name === bridge || isDockerBridge(name)) return false;
        // Any two machines on it: rules for a bridge name the bridge.
        const packet: Packet = { iif: name, oif: name, src: '10.0.0.2', dst: '10.0.0.3', proto: 'tcp', ctState: 'new' };
        return evaluate(closed, { hook: 'forward', packet }).verdict !== 'accept';
      });
      const [other] = cutOff;
      return other && { values: { other: other.name, others: cutOff.map(({ name }) => name).join(', ') } };
    },
  }),
];
