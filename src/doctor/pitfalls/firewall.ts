import type { Params } from '../../course/params.ts';
import { interfaces, type RouteAnswer, ruleset, sysctls } from '../../facts/index.ts';
import { text } from '../../i18n/text.ts';
import {
  type Chain,
  type Decision,
  type Evaluation,
  evaluate,
  type Packet,
  type Ruleset,
} from '../../netfilter/index.ts';
import { programs } from '../facts/programs.ts';
import { type Doubt, here, pitfall, type Sighting } from '../pitfall.ts';
import { removal } from './removal.ts';
import { isDockerBridge, uplinkOf, wayOut } from './shared.ts';

const rules = ruleset('host');
const tools = programs();

/** Where the course's own rules stand, in front of all others: `iptables -I FORWARD`. */
const isCourseChain = ({ family, table, name }: Chain): boolean =>
  family === 'ip' && table === 'filter' && name === 'FORWARD';

type Hook = 'forward' | 'prerouting' | 'input';

/** The packets of the course, before it has any rule of its own. A port of the client's own choice stays open. */
function packets(params: Params, way: RouteAnswer) {
  const { bridge, c1, c2, gateway, outsideAddress, hostServicePort } = params;
  const uplink = uplinkOf(way);
  const tcp = { proto: 'tcp', ctState: 'new' } as const;
  const bridged: Packet = { ...tcp, iif: bridge, oif: bridge, src: c1.address, dst: c2.address, dport: 80 };
  const service: Packet = { ...tcp, iif: bridge, src: c1.address, dst: gateway, dport: hostServicePort };
  if (uplink === undefined) return { bridged, service };
  const out: Packet = { ...tcp, iif: bridge, oif: uplink, src: c1.address, dst: outsideAddress, dport: 80 };
  const back: Packet = { ...tcp, iif: uplink, oif: bridge, src: outsideAddress, dst: c1.address, dport: 80 };
  return { bridged, service, out, back };
}

const ends = ({ verdict }: Evaluation): boolean => verdict === 'drop' || verdict === 'reject';

function words(decision: Decision): string {
  if (decision.by === 'nothing') return '-';
  const { family, table, name } = decision.chain;
  return `${family} ${table} ${name}: ${decision.by === 'policy' ? `policy ${decision.policy}` : decision.rule.text}`;
}

/** The first of these packets that the rules end at the hook. */
function ended(set: Ruleset, hook: Hook, wanted: readonly (Packet | undefined)[]): Sighting | Doubt | undefined {
  const all = wanted.flatMap((packet) => (packet ? [evaluate(set, { hook, packet })] : []));
  const dead = all.find(ends);
  if (dead) return { values: { rule: words(dead.decidedBy) }, mend: removal(dead.decidedBy) };
  const open = all.find(({ verdict }) => verdict === 'unknown');
  return open && { doubt: text('doctor.rule-not-understood', { rule: words(open.decidedBy) }) };
}

const without = ({ chains }: Ruleset, drop: (chain: Chain) => boolean): Ruleset => ({
  chains: chains.filter((chain) => !(chain.base && drop(chain))),
});

/** Where iptables-nft insists on having its own chains (measured with 1.8.9): it refuses to use one that is elsewhere. */
const builtIn: { readonly [chain: string]: string } = {
  'filter INPUT': 'input 0',
  'filter FORWARD': 'forward 0',
  'filter OUTPUT': 'output 0',
  'nat PREROUTING': 'prerouting -100',
  'nat OUTPUT': 'output -100',
  'nat POSTROUTING': 'postrouting 100',
};

/** The lab makes DROP the policy of its chain, and the chain where there is none. */
function asTheLabLeavesIt({ chains }: Ruleset): Ruleset {
  const closed = chains.map((chain) =>
    isCourseChain(chain) && chain.base ? { ...chain, base: { ...chain.base, policy: 'drop' as const } } : chain,
  );
  if (closed.some(isCourseChain)) return { chains: closed };
  const base = { hook: 'forward', type: 'filter', priority: 0, policy: 'drop', devices: [] } as const;
  return {
    chains: [...closed, { backend: 'iptables-nft', family: 'ip', table: 'filter', name: 'FORWARD', base, rules: [] }],
  };
}

export const firewall = [
  pitfall({
    id: 'forward-open',
    of: ['F27'],
    labs: here,
    state: 'warning',
    mend: 'sudo iptables -S FORWARD',
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
    mend: 'sudo update-alternatives --set iptables /usr/sbin/iptables-{other}',
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
    mend: 'sudo nft delete chain ip {table} {chain}',
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
    mend: 'sudo iptables -t mangle -D FORWARD 1',
    needs: () => ({ rules, wayOut }),
    judge({ rules: set, wayOut: way }, params) {
      const { bridged, out, back } = packets(params, way);
      const sight = ended(without(set, isCourseChain), 'forward', [bridged, out, back]);
      const isFirewalld = set.chains.some(({ table }) => table === 'firewalld');
      return sight && 'values' in sight && isFirewalld
        ? {
            ...sight,
            values: { ...sight.values, bridge: params.bridge },
            mend: 'sudo firewall-cmd --zone=trusted --add-interface={bridge}',
          }
        : sight;
    },
  }),
  pitfall({
    id: 'input-closed',
    of: ['F36'],
    labs: here,
    state: 'warning',
    mend: 'sudo iptables -I INPUT -i {bridge} -j ACCEPT',
    needs: () => ({ rules, wayOut }),
    judge({ rules: set, wayOut: way }, params) {
      const sight = ended(set, 'input', [packets(params, way).service]);
      if (!sight || 'doubt' in sight) return sight;
      const isUfw = set.chains.some(({ name }) => name.startsWith('ufw-'));
      const values = { ...sight.values, bridge: params.bridge, port: params.hostServicePort };
      return { values, ...(isUfw ? { mend: 'sudo ufw allow in on {bridge}' } : {}) };
    },
  }),
  pitfall({
    id: 'ufw-forward',
    of: ['F36'],
    labs: here,
    state: 'warning',
    mend: 'sudo ufw route allow in on {bridge}',
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
    mend: 'sudo iptables -D FORWARD 1',
    needs: () => ({ rules }),
    judge({ rules: { chains } }) {
      for (const chain of chains.filter(isCourseChain)) {
        const rule = chain.rules.find(
          ({ matches, target }) => matches.length === 0 && (target?.kind === 'reject' || target?.kind === 'drop'),
        );
        if (rule) return { values: { rule: rule.text }, mend: removal({ by: 'rule', chain, rule }) };
      }
      return undefined;
    },
  }),
  pitfall({
    id: 'raw-drop',
    of: ['F38'],
    labs: here,
    state: 'warning',
    mend: 'sudo iptables -t raw -D PREROUTING 1',
    needs: () => ({ rules, wayOut }),
    judge({ rules: set, wayOut: way }, params) {
      const { bridged, service, out, back } = packets(params, way);
      return ended(set, 'prerouting', [bridged, service, out, back]);
    },
  }),
  pitfall({
    id: 'other-bridges',
    of: ['F26', 'F42'],
    labs: here,
    state: 'warning',
    mend: 'sudo iptables -I FORWARD -i {other} -j ACCEPT',
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
