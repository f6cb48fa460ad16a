import type { Connection, DnsAnswer, Fetch, Hit } from '../../src/facts/index.ts';
import type { Judgement } from '../../src/verify/check.ts';
import { allChecks } from '../index.ts';
import type { World } from '../support/world.ts';
import { type Draft, params, ruleset } from './draft.ts';

/** What the check's own request brought; the default is the right answer. */
export interface Answer {
  readonly outcome?: Fetch['outcome'];
  readonly server?: string;
  readonly client?: string;
  readonly status?: number;
  /** What the container's resolver said. */
  readonly dns?: DnsAnswer['outcome'];
  /** The name server that was asked. */
  readonly dnsServer?: string;
  /** Nobody has logged it. */
  readonly unlogged?: true;
}

export function worldOf(draft: Draft): World {
  const { routes } = draft;
  return {
    params,
    containers: { containers: draft.containers, hostNetns: '4026531840' },
    sysctls: draft.sysctls,
    connections: draft.connections,
    'interfaces.host': draft.host,
    'interfaces.c1': draft.c1,
    'interfaces.c2': draft.c2,
    'neighbours.c1': draft.neighbours.c1,
    'neighbours.c2': draft.neighbours.c2,
    'rules.host': ruleset(draft.rules.host, 'DROP'),
    'rules.c1': ruleset(draft.rules.c1, 'ACCEPT'),
    'rules.c2': ruleset(draft.rules.c2, 'ACCEPT'),
    'listeners.host': draft.listeners.host,
    'listeners.c1': draft.listeners.c1,
    'listeners.c2': draft.listeners.c2,
    'routes.host': draft.tables.host,
    'routes.c1': draft.tables.c1,
    'routes.c2': draft.tables.c2,
    'route.host.gateway': routes['host.gateway'],
    'route.host.c1': routes['host.c1'],
    'route.host.c2': routes['host.c2'],
    'route.host.outside': routes['host.outside'],
    'route.c1.other': routes['c1.other'],
    'route.c2.other': routes['c2.other'],
    'route.c1.outside': routes['c1.outside'],
    'route.c2.outside': routes['c2.outside'],
    'route.c1.any': routes['c1.any'],
    'route.c2.any': routes['c2.any'],
    'route.in.c1': routes['in.c1'],
    'route.in.c2': routes['in.c2'],
  };
}

export function judgeOne(id: string, draft: Draft, answer: Answer = {}): Judgement {
  const check = allChecks.find((one) => one.id === id);
  if (!check) throw new Error(`no check ${id}`);
  const { outcome = 'answered', status = 200, server, client } = answer;
  const token = 'token';
  const fetch: Fetch = {
    outcome,
    token,
    message: '',
    localPort: 40_001,
    ...(outcome === 'answered' ? { status } : {}),
  };
  const hit: Hit = { token, server: server ?? 'c1', client: client ?? '-' };
  const tracked: readonly Connection[] = draft.connections;
  const name: DnsAnswer = {
    outcome: answer.dns ?? 'resolved',
    addresses: ['203.0.113.80'],
    message: '',
    ...(answer.dnsServer === undefined ? {} : { server: answer.dnsServer }),
  };
  return check.judge({ ...worldOf(draft), fetch, tracked, answer: name, log: answer.unlogged ? [] : [hit] }, params);
}
