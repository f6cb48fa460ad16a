import { destinationOf } from '../hostport/question.ts';
import { diagnosis } from '../nat/diagnoses.ts';
import { natCheck } from '../nat/nat-check.ts';
import { cableOf } from '../support/cable.ts';
import { commands } from '../support/commands.ts';
import { defineCheck, fail, observation, pass, stateCheck } from '../support/define.ts';
import { removal } from '../support/fixes.ts';
import { published } from '../support/packets.ts';
import type { SubjectCheck } from '../support/request-check.ts';
import { atHook } from '../support/rules.ts';
import { first } from '../support/suspect.ts';
import { text } from '../words/text.ts';
import { hairpinSource } from './question.ts';
import { hairpinOff } from './suspects.ts';

const hairpinMode = stateCheck({
  id: 'veth1-hairpin',
  step: 'hairpin-mode',
  after: ['veth1-port'],
  needs: ['interfaces.host'],
  clues: ['interfaces.c1', 'interfaces.c2'],
  judge: (world, p) => {
    const end = cableOf(world, 'c1')?.end;
    const name = end?.name ?? p.c1.veth;
    const observed = text('checks.see.hairpin', { interface: name, state: end?.port?.hairpin ? 'on' : 'off' });
    if (end?.port?.hairpin) return pass(observed);
    const expected = text('checks.want.hairpin', { interface: name, name: p.c1.name });
    return fail(expected, observed, first(world, [hairpinOff]));
  },
});

const rewritten = natCheck({
  id: 'dnat-bridge-rule',
  step: 'dnat-bridge',
  after: [],
  questions: [destinationOf('c1'), destinationOf('c2')],
});

/** The containers' calls of the port are sent on, but not their calls of other machines' ports of the same number. */
const onlyLocal = defineCheck({
  ...rewritten,
  judge: (seen, params) => {
    const judgement = rewritten.judge(seen, params);
    if (judgement.verdict !== 'pass') return judgement;
    const world = { ...seen, params };
    const { outsideAddress: address, port, bridge, c1 } = params;
    const nat = atHook(world, 'prerouting', published(world, 'c1', address))?.nat;
    if (!nat || nat.kind === 'unknown') return judgement;
    const to = `${nat.address ?? '-'}:${nat.port ?? port}`;
    const observed = text('checks.see.nat', { kind: nat.kind, to, by: nat.at.rule.text });
    const values = {
      rule: nat.at.rule.text,
      bridge,
      port,
      address,
      name: c1.name,
      command: `${removal(nat.at)}; ${commands.dnatBridge(params)}`,
    };
    const expected = text('checks.want.untouched', { from: bridge, address: `${address}:${port}` });
    return fail(expected, observed, diagnosis('dnat-too-wide', values));
  },
});

/** Lesson 4: containers reach the published port too, c1 itself included. */
export const hairpinChecks: readonly SubjectCheck[] = [
  hairpinMode,
  onlyLocal,
  {
    id: 'c2-reaches-port',
    step: 'dnat-bridge',
    after: ['c2-reaches-host', 'c2-reaches-c1'],
    journey: { kind: 'published', from: 'c2' },
  },
  natCheck({ id: 'masquerade-hairpin-rule', step: 'masquerade-hairpin', after: [], questions: [hairpinSource] }),
  {
    id: 'c1-reaches-port',
    step: 'masquerade-hairpin',
    after: ['c1-reaches-host', 'c1-serves'],
    journey: { kind: 'published', from: 'c1' },
  },
  {
    id: 'hairpin-conntrack',
    step: 'masquerade-hairpin',
    after: ['c1-reaches-port'],
    journey: { kind: 'published', from: 'c1' },
    original: (p) => ({ src: p.c1.address, dst: p.hostAddress, dport: p.port }),
    replies: (p) => [p.gateway, p.hostAddress].map((dst) => ({ src: p.c1.address, sport: 80, dst })),
  },
  {
    id: 'c1-wget-port',
    step: 'talk-hairpin',
    after: ['c1-reaches-port'],
    journey: { kind: 'published', from: 'c1' },
    via: 'exec',
    notCausal: observation,
  },
];
